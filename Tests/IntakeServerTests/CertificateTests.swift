// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TestimonyTesting

@testable import IntakeServer

@Suite struct CertificateTests {
  // G11
  @Test func `a certificate that is missing or is none does not start the server`() throws {
    let scratch = try Scratch()
    let file = scratch.folder.appending(path: "certificate.pem")
    #expect(throws: IntakeServerError.unreadableCertificate(path: file.path)) {
      try TLSIdentity(certificate: file, key: file)
    }
    try Data("not a certificate".utf8).write(to: file)
    #expect(throws: IntakeServerError.unreadableCertificate(path: file.path)) {
      try TLSIdentity(certificate: file, key: file)
    }
  }
}
