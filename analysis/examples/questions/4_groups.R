# For whom? The difference in each group of the stock, but not in groups of fewer than 50 people.
suppressPackageStartupMessages(library(rhdf5))
file <- commandArgs(trailingOnly = TRUE)[1]
large <- rowMeans(h5read(file, "series/group_size")) >= 50
work <- h5read(file, "series/work_12h")  # group, month, replicate, arm
last <- dim(work)[2]
difference <- 100 * rowMeans(work[, last, , 2] - work[, last, , 1])
cat(sprintf("%s %.3f\n", h5read(file, "series/group")[large], difference[large]), sep = "")
