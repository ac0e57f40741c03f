// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TestimonyModel
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

  @Test func `a certificate is for the names in it, and an asterisk is one label`() throws {
    let scratch = try Scratch()
    let file = scratch.folder.appending(path: "certificate.pem")
    try Data(Self.ofTwoNames.utf8).write(to: file)
    let certificate = try ShownCertificate(file: file)
    #expect(Day(of: certificate.begins) == Day("2026-01-01"))
    #expect(Day(of: certificate.ends) == Day("2026-04-01"))
    for name in ["form.example", "FORM.example", "a.voices.example"] {
      #expect(certificate.isFor(name), "\(name)")
    }
    // The subject's name counts for no browser.
    for name in ["subject.example", "voices.example", "a.b.voices.example", "example"] {
      #expect(!certificate.isFor(name), "\(name)")
    }
  }

  /// From 2026-01-01 to 2026-04-01, for `Form.example` and `*.voices.example`; its key is gone.
  private static let ofTwoNames = """
    -----BEGIN CERTIFICATE-----
    MIIBTzCB9qADAgECAgEBMAoGCCqGSM49BAMCMBoxGDAWBgNVBAMMD3N1YmplY3Qu
    ZXhhbXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA0MDEwMDAwMDBaMBoxGDAWBgNV
    BAMMD3N1YmplY3QuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLkj
    vRaLxbyHRxo/v/BCEfZY+UvoE86bHGItSae9SXAJ0/0FjaoCX+HXStYr0tON1sMo
    Rasvs83t1IY7e2vuip+jLTArMCkGA1UdEQQiMCCCDEZvcm0uZXhhbXBsZYIQKi52
    b2ljZXMuZXhhbXBsZTAKBggqhkjOPQQDAgNIADBFAiEAsSgzrWRRjOD299I+4avw
    q3/uNfwy5JZyx4TJZGYCLGECICAqTnn1GFC764pcSu7TbaJBxVUfM+OqRgi7VKFV
    IOnr
    -----END CERTIFICATE-----

    """
}
