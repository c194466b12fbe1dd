# Fit a parameter with optimise(): vangnet answers parameter sets from one warm process.
#
#     Rscript analysis/examples/calibrate_loop.R [program] [people]
#
# The "data" are what the model itself gave for a value that we pretend not to know; see calibrate_loop.py.
library(jsonlite)

arguments <- commandArgs(trailingOnly = TRUE)
program <- if (length(arguments) > 0) arguments[1] else "vangnet"
people <- if (length(arguments) > 1) arguments[2] else "1000"

# A process whose input is a pipe and whose output is a named pipe.
path <- tempfile()
system2("mkfifo", path)
ask <- pipe(sprintf("'%s' facts --people %s --serve-json > '%s'", program, people, path), "w")
answers <- fifo(path, "r", blocking = TRUE)
facts <- function(...) {
  writeLines(toJSON(list(set = list(...)), auto_unbox = TRUE, digits = NA), ask)
  flush(ask)
  answer <- fromJSON(readLines(answers, n = 1))
  if (!is.null(answer$error)) stop(answer$error)
  answer$facts
}

truth <- -3.6
target <- facts(b_job = truth)[["4/work share of exits"]]
distance <- function(b_job) abs(facts(b_job = b_job)[["4/work share of exits"]] - target)
found <- optimise(distance, c(-5, -3), tol = 0.05)
close(ask)
close(answers)
cat(sprintf("b_job %.2f (pretended %.1f), distance %.4f\n", found$minimum, truth, found$objective))
stopifnot(abs(found$minimum - truth) < 0.3)
