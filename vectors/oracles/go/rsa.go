package main

import (
	"crypto/rsa"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"regexp"
	"strings"
)

// A public key whose numbers have been checked.
type publicKey struct {
	n, e *big.Int
}

func init() {
	modPow := func(c *call) {
		b, e := number(c.in.get("base")), number(c.in.get("exponent"))
		octets := octetsOf(c.in.get("modulus"))
		n := new(big.Int).SetBytes(octets)
		if n.Cmp(big.NewInt(3)) < 0 || n.Bit(0) == 0 || e.Sign() < 1 || b.Cmp(n) >= 0 {
			refuse("ERR_ARGUMENT_VALUE")
		}
		c.out.octets("outputHex", new(big.Int).Exp(b, e, n).FillBytes(make([]byte, len(octets))))
	}
	calls["codecs.bigintModPow"] = modPow
	calls["codecs.jsbnModPow"] = modPow
	calls["codecs.rsaPublicKey"] = func(c *call) { keyOut(c, keyOf(c.in.get("numbers"))) }
	calls["codecs.parseRsaKeyValue"] = func(c *call) { keyOut(c, parseRSAKeyValue(textOf(c.in.get("xml")))) }
	calls["codecs.formatRsaKeyValue"] = func(c *call) {
		k := keyOf(c.in.get("key"))
		c.out.text("output", "<RSAKeyValue><Modulus>"+encodeBase64(k.n.Bytes())+"</Modulus><Exponent>"+
			encodeBase64(k.e.Bytes())+"</Exponent></RSAKeyValue>")
	}
	calls["codecs.toJwk"] = func(c *call) {
		k := keyOf(c.in.get("key"))
		c.out.text("output.kty", "RSA")
		c.out.text("output.n", base64.RawURLEncoding.EncodeToString(k.n.Bytes()))
		c.out.text("output.e", base64.RawURLEncoding.EncodeToString(k.e.Bytes()))
	}
	calls["codecs.fromJwk"] = func(c *call) { keyOut(c, fromJWK(c.in.get("jwk"))) }
	calls["codecs.toSpkiPem"] = func(c *call) {
		block := pem.Block{Type: "PUBLIC KEY", Bytes: spki(keyOf(c.in.get("key")))}
		c.out.text("output", string(pem.EncodeToMemory(&block)))
	}
	calls["codecs.fromSpkiPem"] = func(c *call) { keyOut(c, fromPEM(textOf(c.in.get("pem")))) }
	calls["codecs.thumbprint"] = func(c *call) { c.out.text("output", thumbprint(keyOf(c.in.get("key")))) }
	calls["codecs.spkiPin"] = func(c *call) { c.out.text("output", spkiPin(keyOf(c.in.get("key")))) }
	calls["codecs.encryptPkcs1"] = func(c *call) {
		padded, ciphertext := keyOf(c.in.get("key")).encrypt(octetsOf(c.in.get("message")), c.random)
		c.out.octets("stages.paddedHex", padded)
		c.out.octets("outputHex", ciphertext)
	}
	calls["rsa.power"] = func(c *call) { c.out.octets("outputHex", keyOf(c.in.get("key")).power(octetsOf(c.in.get("block")))) }
	calls["rsa.open"] = func(c *call) {
		k := c.in.get("key")
		private := &rsa.PrivateKey{D: number(k.get("d")), Primes: []*big.Int{number(k.get("p")), number(k.get("q"))}}
		// Without blinding the public exponent is not used, and those past 32 bits do not fit in here.
		private.PublicKey = rsa.PublicKey{N: number(k.get("modulus")), E: 3}
		message, err := rsa.DecryptPKCS1v15(nil, private, octetsOf(c.in.get("ciphertext")))
		must(err)
		c.out.octets("outputHex", message)
	}
}

func number(v *value) *big.Int {
	return new(big.Int).SetBytes(octetsOf(v))
}

func keyOut(c *call, k publicKey) {
	c.out.octets("output.modulusHex", k.n.Bytes())
	c.out.octets("output.exponentHex", k.e.Bytes())
}

func keyOf(v *value) publicKey {
	return newKey(octetsOf(v.get("modulus")), octetsOf(v.get("exponent")))
}

func newKey(modulus, exponent []byte) publicKey {
	n, e := new(big.Int).SetBytes(modulus), new(big.Int).SetBytes(exponent)
	if n.BitLen() < 1024 || n.BitLen() > 16384 {
		refuse("ERR_RSA_KEY_SIZE")
	}
	if n.Bit(0) == 0 || e.Bit(0) == 0 || e.Cmp(big.NewInt(3)) < 0 || e.BitLen() > 64 {
		refuse("ERR_RSA_KEY")
	}
	return publicKey{n, e}
}

func (k publicKey) size() int { return (k.n.BitLen() + 7) / 8 }

func (k publicKey) power(block []byte) []byte {
	return new(big.Int).Exp(new(big.Int).SetBytes(block), k.e, k.n).FillBytes(make([]byte, k.size()))
}

// RFC 8017 section 7.2.1, with the padding taken from a stream.
func (k publicKey) encrypt(message []byte, random *stream) (padded, ciphertext []byte) {
	if len(message) > k.size()-11 {
		refuse("ERR_MESSAGE_TOO_LONG")
	}
	padding := random.draw(k.size()-3-len(message), func(octet byte) bool { return octet != 0 })
	padded = append([]byte{0, 2}, padding...)
	padded = append(append(padded, 0), message...)
	return padded, k.power(padded)
}

// A stream is a random source: it is asked for so many bytes, and in the end has fewer.
type stream struct {
	octets []byte
}

func (s *stream) draw(count int, accepts func(byte) bool) []byte {
	var drawn []byte
	for calls := 0; len(drawn) < count; calls++ {
		missing := count - len(drawn)
		if calls == 64 || len(s.octets) < missing {
			refuse("ERR_RANDOM")
		}
		for _, octet := range s.octets[:missing] {
			if accepts(octet) {
				drawn = append(drawn, octet)
			}
		}
		s.octets = s.octets[missing:]
	}
	return drawn
}

func fromJWK(v *value) publicKey {
	if !v.isObject() {
		refuse("ERR_ARGUMENT_TYPE")
	}
	if kty := v.get("kty"); kty == nil || kty.kind != 's' || textOf(kty) != "RSA" {
		refuse("ERR_RSA_KEY")
	}
	for _, name := range []string{"d", "p", "q", "dp", "dq", "qi", "oth"} {
		if v.get(name) != nil {
			refuse("ERR_RSA_KEY")
		}
	}
	part := func(name string) []byte {
		if member := v.get(name); member != nil && member.kind == 's' {
			text := textOf(member)
			octets, err := base64.RawURLEncoding.Strict().DecodeString(text)
			if err == nil && base64.RawURLEncoding.EncodeToString(octets) == text {
				return octets
			}
		}
		refuse("ERR_RSA_KEY")
		return nil
	}
	return newKey(part("n"), part("e"))
}

type numbers struct {
	N, E *big.Int
}

type algorithm struct {
	OID        asn1.ObjectIdentifier
	Parameters asn1.RawValue
}

type info struct {
	Algorithm algorithm
	Key       asn1.BitString
}

var rsaEncryption = algorithm{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}, asn1.NullRawValue}

func spki(k publicKey) []byte {
	inner, err := asn1.Marshal(numbers{k.n, k.e})
	must(err)
	der, err := asn1.Marshal(info{rsaEncryption, asn1.BitString{Bytes: inner, BitLength: 8 * len(inner)}})
	must(err)
	return der
}

var pemBlock = regexp.MustCompile(`^\s*-----BEGIN PUBLIC KEY-----\s([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----\s*$`)

func fromPEM(text string) publicKey {
	match := pemBlock.FindStringSubmatch(text)
	if match == nil {
		refuse("ERR_RSA_KEY")
	}
	der := decodeBase64(strings.Join(strings.Fields(match[1]), ""), "ERR_RSA_KEY")
	var outer info
	var inner numbers
	rest, err := asn1.Unmarshal(der, &outer)
	if err == nil && len(rest) == 0 {
		_, err = asn1.Unmarshal(outer.Key.Bytes, &inner)
	}
	// Marshalled again it must be the same: parameters, unused bits and what stands behind are then right too.
	if err != nil || inner.N == nil || inner.N.Sign() < 1 || inner.E.Sign() < 1 || string(spki(publicKey{inner.N, inner.E})) != string(der) {
		refuse("ERR_RSA_KEY")
	}
	return newKey(inner.N.Bytes(), inner.E.Bytes())
}

func thumbprint(k publicKey) string {
	digest := sha256.Sum256([]byte(`{"e":"` + base64.RawURLEncoding.EncodeToString(k.e.Bytes()) + `","kty":"RSA","n":"` +
		base64.RawURLEncoding.EncodeToString(k.n.Bytes()) + `"}`))
	return base64.RawURLEncoding.EncodeToString(digest[:])
}

func spkiPin(k publicKey) string {
	digest := sha256.Sum256(spki(k))
	return encodeBase64(digest[:])
}
