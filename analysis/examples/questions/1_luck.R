# Why does one run prove nothing? The same policy with other luck, again and again.
suppressPackageStartupMessages(library(rhdf5))
file <- commandArgs(trailingOnly = TRUE)[1]
work <- h5read(file, "series/work_12h")  # group, month, replicate, arm
everyone <- which(h5read(file, "series/group") == "all")
at_end <- work[everyone, dim(work)[2], , ]
difference <- 100 * (at_end[, 2] - at_end[, 1])  # same people and same luck under both, per 100
cat(sprintf("least %.3f mean %.3f most %.3f\n", min(difference), mean(difference), max(difference)))
