// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// The number of a telephone itself: 15 digits with a check digit (3GPP TS 23.003, IMEI).
///
/// After a word for it, 14 to 16 digits count also with a wrong one, as doubtful.
struct DeviceRule: RedactionRule {
  private let cues: Cues

  init(lists: RedactionLists) {
    cues = Cues(lists.identifiers.list(.deviceCues))
  }

  var kind: RedactionKind { .device }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let right = text.windows(upTo: 15) { isDevice($0, in: text) }
    let named = text.windows(upTo: 16) { window in
      (14...16).contains(window.count) && isNamed(window, in: text)
    }
    return right.map { text.mark($0, .device, .sure, by: "device") }
      + named.filter { !right.touch($0) }
      .map { text.mark($0, .device, .doubtful, by: "device") }
  }

  private func isDevice(_ number: NumberWindow, in text: NormalizedText) -> Bool {
    guard number.count == 15, !number.hasPlus, CheckDigits.luhn(number.digits) else { return false }
    // 34 and 37 are cards.
    return isNamed(number, in: text) || !number.starts(with: "34") && !number.starts(with: "37")
  }

  private func isNamed(_ number: NumberWindow, in text: NormalizedText) -> Bool {
    guard let first = number.groups.first else { return false }
    return cues.stand(before: first.lowerBound, within: 4, in: text)
  }
}
