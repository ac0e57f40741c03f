// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One parser that meets bytes from outside, as a fuzzer and as the replay of its corpus see it.
struct FuzzTarget: Sendable {
  let name: String
  /// Whether the parser took the bytes; it may refuse anything, and trap on nothing.
  let read: @Sendable ([UInt8]) -> Bool
  /// Bytes that are valid, made by the project's own code from invented words.
  let seeds: @Sendable () throws -> [[UInt8]]

  static let all: [FuzzTarget] = [
    sealed, fields, form, receipt, bundle, linkedBundle, campaign, campaignForm, formFile,
    submissionFile, headers, paperShare, log, manifest, answer, codebook, codingSheet, qdc,
    themeJSON, codeSheet, keys, language, redaction, tagger,
    pullRequest, pullReply, arrivals, operatorCard, copyHeader, copyFiles, restoreKeys, keyFile,
    shareFile, custodySet, readerCard, grant, sealedExport, codingFile, backup, letters, model,
    archive, learner, learning, tokens,
  ]

  /// Bytes as a file that is read to its end; nil where a pipe does not hold them.
  static func piped(_ bytes: [UInt8]) -> FileHandle? {
    guard bytes.count <= 60_000 else { return nil }
    let pipe = Pipe()
    try? pipe.fileHandleForWriting.write(contentsOf: bytes)
    try? pipe.fileHandleForWriting.close()
    return pipe.fileHandleForReading
  }
}
