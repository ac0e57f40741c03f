// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Receipt
import Sealing
import TestimonyModel

@testable import IntakeServer

extension FuzzTarget {
  /// A form without a script; what is taken has to be a testimony that can be sealed.
  static let form = FuzzTarget(name: "form") { bytes in
    guard let form = try? Fixed.shared.get().campaign.form,
      let plain = try? PlainForm(bytes, mostFields: 64)
    else { return false }
    _ = try? plain.slip()
    guard let testimony = try? plain.testimony(for: form) else { return false }
    guard form.languages.contains(testimony.consent.language) else { return false }
    precondition((try? FieldContent.encode(testimony, to: form)) != nil, "taken, yet not sealed")
    return true
  } seeds: {
    [
      "words.text=An+invented+voice&one=x&one.text=%D0%BE%D0%B9&many=x&many=z&grid.r=x&grid.s=y",
      "record=\(String(repeating: "07", count: 16))&lang=en&words.text=a%0D%0Ab&permission=2"
        + "&permission.words=1&facts.age=y&helped=1&keep=1&slip=&noreceipt=1",
      "words.text=a&slip=1234+5678+9012+3456+7890+1234&lang=ru&facts.age=&one=",
    ].map { Array($0.utf8) }
  }

  /// The digits of a receipt or a slip, as somebody types them.
  static let receipt = FuzzTarget(name: "receipt") { bytes in
    guard let code = try? DigitCode(reading: String(decoding: bytes, as: UTF8.self)) else {
      return false
    }
    let again = try? DigitCode(reading: code.groups.joined(separator: " "))
    precondition(again == code, "what is shown is read as it was")
    return true
  } seeds: {
    (1...3).map { DigitCode(seed: SecretBytes(copying: [UInt8](repeating: $0, count: 32))) }
      .map { Array($0.groups.joined(separator: " ").utf8) }
  }

  /// What a tablet without network saved, and the texts of its codes.
  static let submissionFile = FuzzTarget(name: "submissionfile") { bytes in
    var file = SubmissionFile(campaign: [UInt8](repeating: 7, count: 16))
    file.read(String(decoding: bytes, as: UTF8.self))
    file.finish()
    _ = Base45.bytes(String(decoding: bytes, as: UTF8.self)[...])
    // A code's check digits stop nearly everything: the rest is read with the right ones.
    let text = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }
    let check = Digest.sha256(Array(text.utf8)).prefix(4)
    _ = CodeFrame("\(text)/\(Hex.text(check).uppercased())"[...])
    return file.faults.isEmpty && !file.submissions.isEmpty
  } seeds: {
    let sealed: [UInt8] = [1, 2, 3, 4]
    let body = """
      ovoz submissions 1
      campaign \(Hex.text([UInt8](repeating: 7, count: 16)))
      testimonies 1
      \(Hex.text(Digest.sha256(sealed))) \(Data(sealed).base64EncodedString())

      """
    return [Array("\(body)end \(Hex.text(Digest.sha256(Array(body.utf8))))\n".utf8)]
  }

  /// Query and headers that choose a language and a part of a sound.
  static let headers = FuzzTarget(name: "headers") { bytes in
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", maxSplits: 2, omittingEmptySubsequences: false
    ).map(String.init)
    guard lines.count == 3 else { return false }
    let languages: [Language] = [.tg, .ru, .uz, .en]
    let chosen = PreferredLanguage.choose(asked: lines[0], accepted: lines[1], among: languages)
    precondition(languages.contains(chosen))
    guard let range = ByteRange(lines[2], of: 5_000) else { return false }
    precondition((0..<5_000).contains(range.bounds.lowerBound) && range.bounds.upperBound < 5_000)
    return !range.text.isEmpty
  } seeds: {
    [
      "ru\ntg;q=0.9, ru;q=0.8, *;q=0.1\nbytes=0-99", "\nfa-AF,en-GB;q=0.5\nbytes=-500",
      "xx\n\nbytes=4999-",
    ].map { Array($0.utf8) }
  }
}
