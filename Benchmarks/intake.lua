-- SPDX-License-Identifier: Apache-2.0
-- For wrk: gives every request another sealed testimony out of a file.
-- Arguments: PATH FILE LENGTH FIRST COUNT. FIRST is the number of the first testimony, COUNT how many
-- there are from it. After the last the first comes again: POST /nothing does not mind, and for POST /
-- the script that calls this refuses a run with that many requests. A COUNT of 0 sends plain GET
-- requests, with no file.

local path, file, length, first, count, left, headers

function init(arguments)
  path = arguments[1]
  first, count = tonumber(arguments[4]), tonumber(arguments[5])
  left = count
  headers = { ["Content-Type"] = "application/octet-stream" }
  if left == 0 then
    if arguments[2] == "gzip" then headers = { ["Accept-Encoding"] = "gzip" } else headers = {} end
    return
  end
  length = tonumber(arguments[3])
  file = assert(io.open(arguments[2], "rb"))
  file:seek("set", first * length)
end

function request()
  if not file then return wrk.format("GET", path, headers) end
  if left == 0 then
    file:seek("set", first * length)
    left = count
  end
  left = left - 1
  return wrk.format("POST", path, headers, file:read(length))
end

function done(summary)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.timeout
  io.write(string.format("figure %.1f %d %d\n",
    summary.requests / (summary.duration / 1e6), summary.requests, bad))
end
