# Does it last? The difference in benefit and in work, every sixth month.
suppressPackageStartupMessages(library(rhdf5))
file <- commandArgs(trailingOnly = TRUE)[1]
everyone <- which(h5read(file, "series/group") == "all")
difference <- function(measure) {
  all <- h5read(file, paste0("series/", measure))[everyone, , , ]  # month, replicate, arm
  100 * rowMeans(all[, , 2] - all[, , 1])
}
months <- h5read(file, "series/month")
shown <- seq(6, length(months), by = 6)
cat(sprintf("month %d work %.3f benefit %.3f\n", months[shown], difference("work_12h")[shown],
            difference("on_benefit")[shown]), sep = "")
