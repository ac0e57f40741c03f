// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import SealedBundle
import Testing

// G12
@Suite struct ArrivalsVectorTests {
  private static let folder = "ArrivalsVectors"

  @Test(arguments: try PullVector.all("good", in: folder))
  func `another implementation's arrivals are read, and made again byte for byte`(
    vector: PullVector
  ) throws {
    let text = String(decoding: try vector.bytes("text"), as: UTF8.self)
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: try vector.bytes("seed")))
    let read = try Arrivals(text: text, signedByOneOf: [key.publicKey])
    #expect(read.records.count + read.withdrawals.count + read.gone.count == 3)
    #expect(try read.text(signedBy: key) == text)
  }

  @Test(
    arguments: zip(
      ["unreadable", "unknownSigner", "badSignature"],
      [ArrivalsError.unreadable, .unknownSigner, .badSignature]))
  func `what no analyst signed so is refused`(kind: String, error: ArrivalsError) throws {
    for vector in try PullVector.all(kind, in: Self.folder) {
      let key = try Signing.PrivateKey(seed: SecretBytes(copying: try vector.bytes("seed")))
      let text = String(decoding: try vector.bytes("text"), as: UTF8.self)
      #expect(throws: error, "\(vector.testDescription)") {
        try Arrivals(text: text, signedByOneOf: [key.publicKey])
      }
    }
  }

  @Test func `there are vectors of each kind`() throws {
    let counts = try ["good", "unreadable", "unknownSigner", "badSignature"].map {
      try PullVector.all($0, in: Self.folder).count
    }
    #expect(counts == [4, 18, 1, 4])
  }
}
