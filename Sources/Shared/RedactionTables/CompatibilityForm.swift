// SPDX-License-Identifier: Apache-2.0

/// Plain letters and digits for the forms that Unicode has of them: 𝐌, Ⓜ, ﬁ, ᵐ, ⑫.
///
/// The compatibility mappings of Unicode (UAX #15, NFKC) to Latin and Cyrillic letters and digits,
/// and the squared letters, which have none but are read as letters. Full-width forms are
/// `ScalarForm`'s own.
enum CompatibilityForm {
  /// The small letters or digits that a scalar stands for; nil when it stands for itself.
  static func plain(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    guard scalar.value >= 0xAA else { return nil }
    return letter(scalar).map { [$0] } ?? table[scalar]
  }

  /// Alphabets that stand in the order of the letters.
  private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x1D400...0x1D6A3: small((scalar.value - 0x1D400) % 26)
    case 0x249C...0x24B5: small(scalar.value - 0x249C)
    case 0x24B6...0x24E9: small((scalar.value - 0x24B6) % 26)
    case 0x1F110...0x1F129: small(scalar.value - 0x1F110)
    case 0x1F130...0x1F149: small(scalar.value - 0x1F130)
    case 0x1F150...0x1F169: small(scalar.value - 0x1F150)
    case 0x1F170...0x1F189: small(scalar.value - 0x1F170)
    default: nil
    }
  }

  private static func small(_ place: UInt32) -> Unicode.Scalar? { Unicode.Scalar(0x61 + place) }

  private static let table: [Unicode.Scalar: [Unicode.Scalar]] = {
    var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for entry in mappings.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split(separator: "=", maxSplits: 1)
      guard let plain = parts.first, let forms = parts.last else { continue }
      for form in forms.unicodeScalars { table[form] = Array(plain.unicodeScalars) }
    }
    return table
  }()
}

/// The plain letters, then every scalar that stands for them.
private let mappings = """
  ..=︰ 0.=🄀 1.=⒈ 10=⑩ 10.=⒑ 11=⑪ 11.=⒒ 12=⑫ 12.=⒓ 13=⑬ 13.=⒔ 14=⑭ 14.=⒕ 15=⑮ 15.=⒖ 16=⑯ 16.=⒗
  17=⑰ 17.=⒘ 18=⑱ 18.=⒙ 19=⑲ 19.=⒚ 2.=⒉ 20=⑳ 20.=⒛ 21=㉑ 22=㉒ 23=㉓ 24=㉔ 25=㉕ 26=㉖ 27=㉗ 28=㉘
  29=㉙ 3.=⒊ 30=㉚ 31=㉛ 32=㉜ 33=㉝ 34=㉞ 35=㉟ 36=㊱ 37=㊲ 38=㊳ 39=㊴ 4.=⒋ 40=㊵ 41=㊶ 42=㊷ 43=㊸ 44=㊹
  45=㊺ 46=㊻ 47=㊼ 48=㊽ 49=㊾ 5.=⒌ 50=㊿ 6.=⒍ 7.=⒎ 8.=⒏ 9.=⒐ a=ªᴬᵃₐ a/c=℀ a/s=℁ b=ᴮᵇℬ c=ᶜℂℭⅭⅽꟲ🄫
  c/o=℅ c/u=℆ cd=🄭 d=ᴰᵈⅅⅆⅮⅾ dj=🆐 dz=Ǳǲǳ e=ᴱᵉₑℯℰⅇ erg=㋍ ev=㋎ f=ᶠℱꟳ fax=℻ ff=ﬀ ffi=ﬃ ffl=ﬄ fi=ﬁ
  fl=ﬂ g=ᴳᵍℊ h=ʰᴴₕℋℌℍℎ hg=㋌ hv=🅊 i=ᴵᵢⁱℐℑℹⅈⅠⅰ ii=Ⅱⅱ iii=Ⅲⅲ ij=Ĳĳ iv=Ⅳⅳ ix=Ⅸⅸ j=ʲᴶⅉⱼ k=ᴷᵏₖ
  l=ˡᴸₗℒℓⅬⅼ lj=Ǉǈǉ ltd=㋏ m=ᴹᵐₘℳⅯⅿ mc=🅪 md=🅫 mr=🅬 mv=🅋 n=ᴺⁿₙℕ nj=Ǌǋǌ o=ºᴼᵒₒℴ p=ᴾᵖₚℙ ppv=🅎 pte=㉐
  q=ℚꟴ𐞥 r=ʳᴿᵣℛℜℝ🄬 rs=₨ s=ſˢₛ sd=🅌 sm=℠ ss=🅍 st=ﬅﬆ t=ᵀᵗₜ tel=℡ tm=™ u=ᵁᵘᵤ v=ᵛᵥⅤⅴⱽ vi=Ⅵⅵ vii=Ⅶⅶ
  viii=Ⅷⅷ w=ʷᵂ wc=🅏 wz=🄮 x=ˣₓⅩⅹ xi=Ⅺⅺ xii=Ⅻⅻ y=ʸ z=ᶻℤℨ н=ᵸ ъ=ꚜ ь=ꚝ
  """
