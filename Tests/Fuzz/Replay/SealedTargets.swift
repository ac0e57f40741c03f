// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Sealing
import TestimonyModel

extension FuzzTarget {
  /// What anyone can send to the intake.
  static let sealed = FuzzTarget(name: "sealed") { bytes in
    guard let campaign = try? Fixed.shared.get().campaign,
      let sealed = try? SealedTestimony(bytes, of: campaign)
    else { return false }
    let fields = sealed.fields(in: campaign.form)
    precondition(fields.map(\.count).reduce(SealedHeader.length, +) == bytes.count)
    return sealed.commitment.count == 32
  } seeds: {
    try [Fixed.shared.get().sealed(1).bytes, Fixed.shared.get().sealed(2).bytes]
  }

  /// What a hostile browser can put inside the seal: padded fields, one after the other.
  static let fields = FuzzTarget(name: "fields") { bytes in
    guard let form = try? Fixed.shared.get().campaign.form else { return false }
    var rest = bytes[...]
    var contents: [ArraySlice<UInt8>] = []
    for field in form.fields {
      guard let padded = rest.take(field.size), let content = try? Padding.unpad(Array(padded))
      else { return false }
      contents.append(content)
    }
    guard let testimony = try? FieldContent.decode(contents, of: form) else { return false }
    let again = try? FieldContent.encode(testimony, to: form)
    precondition(again == contents.map(Array.init), "what was read is written as it was")
    return true
  } seeds: {
    let fixed = try Fixed.shared.get()
    let contents = try FieldContent.encode(fixed.testimony, to: fixed.campaign.form)
    return [
      try zip(contents, fixed.campaign.form.fields).flatMap { content, field in
        try Padding.pad(content, to: field.size)
      }
    ]
  }
}
