# Prints the paired effect of each arm as JSON, like paired.py.
#
#     Rscript paired.R FILE MEASURE MONTH GROUP
#
# R sees the dimensions reversed: group, month, replicate, arm.

suppressPackageStartupMessages(library(rhdf5))

asked <- commandArgs(trailingOnly = TRUE)
path <- asked[1]
labels <- lapply(c(group = "group", month = "month", replicate = "replicate", arm = "arm"),
                 function(name) as.character(h5read(path, paste0("series/", name))))
x <- h5read(path, paste0("series/", asked[2]))
dimnames(x) <- labels
x <- x[asked[4], asked[3], h5read(path, "series/replicate_done") == 1, , drop = FALSE]
dim(x) <- dim(x)[3:4]  # replicate, arm

measures <- h5read(path, "tables/measures")
rows <- vapply(seq_along(labels$arm)[-1], function(arm) {
  difference <- x[, arm] - x[, 1]  # same people, same luck
  difference <- difference[!is.na(difference)]
  sprintf('{"arm": "%s", "base_level": %.17g, "arm_level": %.17g, "difference": %.17g, "sd": %.17g, "replicates": %d}',
          labels$arm[arm], mean(x[, 1], na.rm = TRUE), mean(x[, arm], na.rm = TRUE), mean(difference), sd(difference),
          length(difference))
}, "")
cat(sprintf('{"measure": "%s", "kind": "%s", "month": %s, "group": "%s", "base": "%s", "rows": [%s]}\n', asked[2],
            measures$kind[measures$key == asked[2]], asked[3], asked[4], labels$arm[1], paste(rows, collapse = ", ")))
