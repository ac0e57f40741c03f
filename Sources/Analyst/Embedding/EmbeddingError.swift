// SPDX-License-Identifier: Apache-2.0

/// Why a file is not taken as a model; each says what to do.
public enum EmbeddingError: Error, Equatable, Sendable {
  /// There is no such file, or it may not be read, or it is no plain file.
  case cannotRead
  /// It does not begin as a model does.
  case notAModel
  /// It is of a version of the format that this program does not know.
  case unknownVersion
  /// It is larger than any model that this program works with.
  case tooLarge
  /// It ends before what it announces.
  case truncated
  /// Its sizes are not ones that this program computes with.
  case otherShape
  /// Its tables contradict themselves, or a number in it is none.
  case damaged

  /// What to do now, for the person who gave the file.
  public var advice: String {
    switch self {
    case .cannotRead: "give a file that exists and that you may read"
    case .notAModel: "give the model file, not the package or archive that it came in"
    case .unknownVersion: "give the model of the release that this program names"
    case .tooLarge: "give the model file itself: it has 72 MB"
    case .truncated: "copy the file again: its end is missing"
    case .otherShape: "give multilingual-e5-small with 4 bits; other models are not read"
    case .damaged: "copy the file again, and compare its SHA-256 with the published one"
    }
  }
}
