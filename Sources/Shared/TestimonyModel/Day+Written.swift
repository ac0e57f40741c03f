// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

extension Day {
  /// The day as people write it: 01.03.2027, in English 1 March 2027.
  public func written(in language: Language) -> String {
    let parts = description.split(separator: "-").map(String.init)
    guard parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]) else {
      return description
    }
    guard language == .en else { return "\(parts[2]).\(parts[1]).\(parts[0])" }
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(day) \(months[month - 1]) \(parts[0])"
  }
}
