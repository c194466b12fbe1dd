# How sure is it? Draws of what research says, with the luck that they share with the replicates taken out.
suppressPackageStartupMessages(library(rhdf5))
file <- commandArgs(trailingOnly = TRUE)[1]
everyone <- which(h5read(file, "series/group") == "all")
effect <- function(group) {
  work <- h5read(file, paste0(group, "/work_12h"))  # group, month, replicate or draw, arm
  at_end <- work[everyone, dim(work)[2], , ]
  100 * (at_end[, 2] - at_end[, 1])
}
luck <- effect("series")
drawn <- effect("draws")
shared <- luck[(seq_along(drawn) - 1) %% length(luck) + 1]
slope <- min(1, max(0, cov(drawn, shared) / var(shared)))
known <- drawn - slope * (shared - mean(luck))
range <- quantile(known, c(0.05, 0.95))
cat(sprintf("90%% of draws from %.3f to %.3f; above nothing %d of %d\n", range[1], range[2], sum(known > 0), length(known)))
