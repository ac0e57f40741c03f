// SPDX-License-Identifier: Apache-2.0

import QualitativeExchange

extension Failure {
  init(_ error: ExchangeError) {
    switch error {
    case .notXML: self.init("this is not XML, or brings a document type", hint: "is it a .qdc?")
    case .noCodes: self.init("the file holds no codes", hint: "was it exported as a codebook?")
    case .noColumns:
      self.init(
        "the sheet lacks a column", hint: "it needs type, category and code in its first row")
    case .notUTF8:
      self.init("the sheet is not UTF-8", hint: "save it as “CSV UTF-8”, or as Unicode CSV")
    case .openQuote:
      self.init(
        "a quote in the sheet is never closed, so rows would be lost",
        hint: "look for a cell that begins with a single \" and save the sheet again")
    case .notThemes:
      self.init(
        "this is not a list of themes", hint: "`ovoz codebook export --format json` writes one")
    case .tooLarge: self.init("the file is too large for a codebook", hint: "is it the right one?")
    case .selectionOutside:
      self.init("a passage lies outside its answer", hint: "code that testimony again")
    case .cannotPack: self.init("the file could not be written", hint: "is there room on the disk?")
    }
  }
}
