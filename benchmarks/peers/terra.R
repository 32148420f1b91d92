# terra's buffer, asked line by line; the protocol stands in process.py.
suppressPackageStartupMessages(library(terra))
cat(sprintf("terra\t%s (R %s.%s)\n", packageVersion("terra"), R.version$major, R.version$minor))

questions <- file("stdin")
open(questions)
while (length(line <- readLines(questions, n = 1)) > 0) {
  asked <- strsplit(line, "\t")[[1]]
  shape <- vect(paste(readLines(asked[1]), collapse = ""), crs = "EPSG:4326")
  width <- as.numeric(asked[2])
  segments <- as.integer(asked[3])
  reply <- tryCatch({
    start <- proc.time()[["elapsed"]]
    area <- if (segments > 0) buffer(shape, width, quadsegs = segments) else buffer(shape, width)
    seconds <- proc.time()[["elapsed"]] - start
    writeLines(geom(area, hex = TRUE), asked[4])
    format(seconds, digits = 6)
  }, error = function(problem) paste("fault", strsplit(conditionMessage(problem), "\n")[[1]][1]))
  cat(reply, "\n", sep = "")
  flush(stdout())
}
