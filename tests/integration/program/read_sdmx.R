# Reads a Sen server as R users do (rsdmx): lists the dataflows, reads each data structure, loads each dataset and
# holds the data frame against the plain CSV.
suppressMessages(library(rsdmx))
base <- commandArgs(trailingOnly = TRUE)[1]
provider <- SDMXServiceProvider(
  agencyId = "SEN", name = "Sen", scale = "national", country = "VNM",
  builder = SDMXREST21RequestBuilder(regUrl = paste0(base, "/sdmx/v1"), repoUrl = paste0(base, "/sdmx/v1"), compliant = TRUE))
addSDMXServiceProvider(provider)

flows <- as.data.frame(readSDMX(providerId = "SEN", resource = "dataflow"))
stopifnot(nrow(flows) >= 8)
for (i in seq_len(nrow(flows))) {
  id <- flows$id[i]
  structure <- readSDMX(paste0(base, "/sdmx/v1/datastructure/", flows$agencyID[i], "/", id, "/latest/?references=children"))
  described <- slot(slot(structure, "datastructures"), "datastructures")
  stopifnot(length(described) == 1, slot(described[[1]], "id") == id)
  loaded <- as.data.frame(readSDMX(providerId = "SEN", resource = "data", flowRef = id))
  plain <- read.csv(paste0(base, "/en/data/", id, ".csv"), colClasses = "character")
  stopifnot(nrow(loaded) == nrow(plain))
  names(loaded)[names(loaded) == "obsTime"] <- "TIME_PERIOD"
  names(loaded)[names(loaded) == "obsValue"] <- "OBS_VALUE"
  for (column in names(plain)) {
    if (!column %in% names(loaded)) { stopifnot(all(plain[[column]] == "")); next }
    ours <- loaded[[column]]
    if (column == "OBS_VALUE") stopifnot(isTRUE(all.equal(as.numeric(ours), as.numeric(plain[[column]]), tolerance = 1e-14)))
    else stopifnot(all(is.na(ours) | as.character(ours) == plain[[column]]))
  }
  cat(id, nrow(loaded), "rows\n")
}
cat("data frames are equal\n")
