# Opens a results file with rhdf5 and ncdf4 and checks labels, units and texts.
#
#     Rscript read.R FILE
#
# R sees the dimensions reversed: group, month, replicate, arm.

suppressPackageStartupMessages({
  library(rhdf5)
  library(ncdf4)
})

path <- commandArgs(trailingOnly = TRUE)[1]
text <- function(object, name) {
  file <- H5Fopen(path, flags = "H5F_ACC_RDONLY")
  on.exit(H5Fclose(file))
  opened <- H5Oopen(file, object)
  attribute <- H5Aopen(opened, name)
  value <- H5Aread(attribute)
  H5Aclose(attribute)
  H5Oclose(opened)
  as.character(value)
}

arms <- as.character(h5read(path, "series/arm"))
groups <- as.character(h5read(path, "series/group"))
months <- h5read(path, "series/month")
replicates <- h5read(path, "series/replicate")
size <- c(length(groups), length(months), length(replicates), length(arms))
measures <- h5read(path, "tables/measures")
stopifnot(is.integer(months), is.character(arms), text("series/month", "units") == "month")
stopifnot(h5read(path, "tables/arms")$key == arms, h5read(path, "tables/groups")$key == groups)

netcdf <- nc_open(path)
for (i in seq_along(measures$key)) {
  name <- paste0("series/", measures$key[i])
  by_rhdf5 <- h5read(path, name)
  by_ncdf4 <- ncvar_get(netcdf, name, collapse_degen = FALSE)
  stopifnot(identical(dim(by_rhdf5), size), identical(dim(by_ncdf4), size))
  stopifnot(is.na(by_rhdf5) == is.na(by_ncdf4), all(by_rhdf5 == by_ncdf4, na.rm = TRUE))
  stopifnot(text(name, "units") == measures$unit[i])
  stopifnot(ncatt_get(netcdf, name, "units")$value == measures$unit[i])
  stopifnot(ncatt_get(netcdf, name, "long_name")$value == text(name, "long_name"))
  stopifnot(nchar(text(name, "long_name_en")) > 0)
}
stopifnot(as.character(netcdf$dim[["series/arm"]]$vals) == arms)
stopifnot(as.character(netcdf$dim[["series/group"]]$vals) == groups)
done <- h5read(path, "series/replicate_done")
stopifnot(is.integer(done), done %in% 0:1)
stopifnot(nchar(ncatt_get(netcdf, 0, "scenario")$value) > 0)
nc_close(netcdf)

listed <- h5ls(path)
for (name in listed$name[listed$group == "/people" & listed$otype == "H5I_DATASET"]) {
  stopifnot(!is.raw(h5read(path, paste0("people/", name))))
}
cat(sprintf("R: %d measures, %d arms, %d replicates\n", nrow(measures), length(arms), length(replicates)))
