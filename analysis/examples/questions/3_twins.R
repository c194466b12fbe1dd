# Who notices? Every person lives twice: how many of 100 work under both policies, one of them or neither.
suppressPackageStartupMessages(library(rhdf5))
file <- commandArgs(trailingOnly = TRUE)[1]
people <- h5read(file, "twins/work_12h")  # month, works_in, replicate, arm
of_100 <- 100 * rowSums(people[dim(people)[1], , , 2]) / sum(people[dim(people)[1], , , 2])
cat(sprintf("%s %.3f\n", h5read(file, "twins/works_in"), of_100), sep = "")
