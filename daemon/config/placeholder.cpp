// Gone as soon as this layer has a file of its own.
