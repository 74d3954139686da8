"""What a sheet is: forms as data, the records made from them, and the results that come out."""
