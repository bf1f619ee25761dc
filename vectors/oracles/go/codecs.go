package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/binary"
	"net/url"
	"strings"
	"unicode/utf16"
)

func init() {
	calls["codecs.encodeText"] = func(c *call) {
		text, charset := textOf(c.in.get("text")), c.in.get("charset")
		optional(isOneOf("utf-8", "utf-16le", "latin1", "ascii"))(charset)
		c.out.octets("outputHex", encodeText(text, textOr(charset, "utf-8")))
	}
	calls["codecs.encodeBase64"] = func(c *call) { c.out.text("output", encodeBase64(octetsOf(c.in.get("bytes")))) }
	calls["codecs.decodeBase64"] = func(c *call) {
		c.out.octets("outputHex", decodeBase64(textOf(c.in.get("text")), "ERR_BASE64"))
	}
	calls["codecs.percentEncode"] = func(c *call) { c.out.text("output", percentEncode(textOf(c.in.get("text")))) }
	calls["codecs.formUrlEncode"] = func(c *call) { c.out.text("output", formURLEncode(c.in.get("pairs"))) }
	calls["codecs.encryptAesCbc"] = func(c *call) {
		key, iv := aesKey(c.in.get("key")), aesIV(c.in.get("iv"))
		plaintext := octetsOf(c.in.get("plaintext"))
		c.out.octets("stages.paddedHex", pad(plaintext))
		c.out.octets("outputHex", encryptAES(key, iv, plaintext))
	}
	calls["codecs.decryptAesCbc"] = func(c *call) {
		key, iv := aesKey(c.in.get("key")), aesIV(c.in.get("iv"))
		c.out.octets("outputHex", decryptAES(key, iv, octetsOf(c.in.get("ciphertext"))))
	}
}

func encodeText(text, charset string) []byte {
	if charset == "utf-8" {
		return []byte(text)
	}
	var octets []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		switch {
		case charset == "utf-16le":
			octets = binary.LittleEndian.AppendUint16(octets, unit)
		case unit > 0xff || charset == "ascii" && unit > 0x7f:
			refuse("ERR_TEXT_NOT_ENCODABLE")
		default:
			octets = append(octets, byte(unit))
		}
	}
	return octets
}

func encodeBase64(octets []byte) string {
	return base64.StdEncoding.EncodeToString(octets)
}

func decodeBase64(text, code string) []byte {
	octets, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || encodeBase64(octets) != text { // Go passes over line ends
		refuse(code)
	}
	return octets
}

func percentEncode(text string) string {
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}

func formURLEncode(pairs *value) string {
	if pairs == nil || pairs.kind != 'a' && !(pairs.kind == 'o' && pairs.isArray()) {
		refuse("ERR_ARGUMENT_TYPE")
	}
	var list []string
	for _, pair := range pairs.items() {
		if pair.kind != 'o' || !pair.isArray() || len(pair.names) != 2 {
			refuse("ERR_ARGUMENT_TYPE")
		}
		list = append(list, formEncode(textOf(pair.get("0")))+"="+formEncode(textOf(pair.get("1"))))
	}
	return strings.Join(list, "&")
}

func formEncode(text string) string {
	return strings.NewReplacer("~", "%7E", "%2A", "*").Replace(url.QueryEscape(text))
}

func aesKey(v *value) []byte { return sized(octetsOf(v), "ERR_AES_KEY_LENGTH") }

func aesIV(v *value) []byte { return sized(octetsOf(v), "ERR_AES_IV_LENGTH") }

func sized(octets []byte, code string) []byte {
	if len(octets) != aes.BlockSize {
		refuse(code)
	}
	return octets
}

func pad(plaintext []byte) []byte {
	count := aes.BlockSize - len(plaintext)%aes.BlockSize
	return append(append([]byte{}, plaintext...), bytes.Repeat([]byte{byte(count)}, count)...)
}

func encryptAES(key, iv, plaintext []byte) []byte {
	block, err := aes.NewCipher(key)
	must(err)
	padded := pad(plaintext)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(padded, padded)
	return padded
}

func decryptAES(key, iv, ciphertext []byte) []byte {
	if len(ciphertext) == 0 || len(ciphertext)%aes.BlockSize != 0 {
		refuse("ERR_DECRYPT")
	}
	block, err := aes.NewCipher(key)
	must(err)
	padded := make([]byte, len(ciphertext))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(padded, ciphertext)
	count := int(padded[len(padded)-1])
	if count < 1 || count > aes.BlockSize || !bytes.HasSuffix(padded, bytes.Repeat([]byte{byte(count)}, count)) {
		refuse("ERR_DECRYPT")
	}
	return padded[:len(padded)-count]
}
