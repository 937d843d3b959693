# plot the first 12 square numbers
