// SPDX-License-Identifier: Apache-2.0

/// Why a codebook or a project cannot be exchanged.
public enum ExchangeError: Error, Equatable, Sendable {
  /// The file is not XML, or holds a document type, which could make a reader fetch or grow things.
  case notXML
  /// The XML holds no codes of REFI-QDA, or the JSON is an empty list.
  case noCodes
  /// The sheet has no columns `type`, `category` and `code`.
  case noColumns
  /// The sheet is in another encoding, as spreadsheets write it unless asked for UTF-8.
  case notUTF8
  /// A quote in the sheet is never closed.
  case openQuote
  /// The JSON is not a list of themes as it is exported.
  case notThemes
  /// The file is larger than any codebook: 16 MiB.
  case tooLarge
  /// A selection lies outside its source.
  case selectionOutside
  /// The archive cannot be written.
  case cannotPack
}
