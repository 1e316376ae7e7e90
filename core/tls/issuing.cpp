// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/tls/issuing.h"

#include "core/tls/pem.h"

#include <QHostAddress>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QRegularExpression>
#include <QUrl>

#include <openssl/bn.h>
#include <openssl/x509v3.h>

namespace Signalbox {

namespace {

/// What browsers accept even from authorities that everybody trusts.
constexpr int leafDays = 397;
constexpr int authorityYears = 10;
/// Clocks on a network without the internet differ.
constexpr int secondsBack = 3600;
/// A common name has room for so many characters.
constexpr qsizetype longestCommonName = 64;

const char* const permittedAddresses
    = "permitted;IP:10.0.0.0/255.0.0.0,permitted;IP:172.16.0.0/255.240.0.0,"
      "permitted;IP:192.168.0.0/255.255.0.0,permitted;IP:169.254.0.0/255.255.0.0,"
      "permitted;IP:127.0.0.0/255.0.0.0,permitted;IP:100.64.0.0/255.192.0.0,"
      "permitted;IP:fc00::/fe00::,permitted;IP:fe80::/ffc0::,"
      "permitted;IP:::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
const char* const permittedDomains[] = {"local", "localhost", "home.arpa", "internal", "lan"};

using OwnedNumber = std::unique_ptr<BIGNUM, Release<BN_free>>;
using OwnedConstraints = std::unique_ptr<NAME_CONSTRAINTS, Release<NAME_CONSTRAINTS_free>>;
using OwnedExtension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;

/// What a certificate says, beside what all of ours say.
struct Statement
{
    QString commonName;
    QDateTime from;
    QDateTime until;
    QList<std::pair<int, QByteArray>> extensions; ///< in OpenSSL's words
};

OwnedKey makeKey()
{
    return OwnedKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

bool setSerial(X509* certificate)
{
    const OwnedNumber number(BN_new());
    return number && BN_rand(number.get(), 128, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1
        && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setValidity(X509* certificate, const Statement& statement)
{
    ASN1_TIME* from = X509_getm_notBefore(certificate);
    ASN1_TIME* until = X509_getm_notAfter(certificate);
    return ASN1_TIME_set(from, statement.from.toSecsSinceEpoch()) != nullptr
        && ASN1_TIME_set(until, statement.until.toSecsSinceEpoch()) != nullptr;
}

bool setSubject(X509* certificate, const QString& commonName)
{
    const QByteArray text = commonName.toUtf8();
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.constData());
    return X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName,
               MBSTRING_UTF8, bytes, int(text.size()), -1, 0)
        == 1;
}

bool addExtensions(X509* certificate, X509* issuer, const Statement& statement)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    for (const auto& [kind, text] : statement.extensions) {
        const OwnedExtension extension(
            X509V3_EXT_conf_nid(nullptr, &context, kind, text.constData()));
        if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) {
            return false;
        }
    }
    return true;
}

/// A pair whose certificate the authority signs; without an authority it signs itself.
KeyPair certify(const Statement& statement, const KeyPair* authority)
{
    KeyPair pair{OwnedCertificate(X509_new()), makeKey()};
    X509* certificate = pair.certificate.get();
    X509* issuer = authority ? authority->certificate.get() : certificate;
    EVP_PKEY* issuerKey = authority ? authority->key.get() : pair.key.get();
    const bool made = certificate && pair.key && X509_set_version(certificate, X509_VERSION_3) == 1
        && setSerial(certificate) && setValidity(certificate, statement)
        && setSubject(certificate, statement.commonName)
        && X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1
        && X509_set_pubkey(certificate, pair.key.get()) == 1
        && addExtensions(certificate, issuer, statement)
        && X509_sign(certificate, issuerKey, EVP_sha256()) > 0;
    if (!made) {
        pair.certificate.reset();
    }
    return pair;
}

QString asHost(const QString& text)
{
    static const QRegularExpression host(QRegularExpression::anchoredPattern(
        QStringLiteral(R"((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.(?!$)|$))+)")));
    QString name = text.toLower();
    if (name.endsWith(u'.')) {
        name.chop(1);
    }
    return name.size() <= 253 && host.match(name).hasMatch() ? name : QString();
}

/// Qt knows the list of public suffixes, but says so only by which cookies it takes: none for all
/// that is below a public suffix.
bool isDomainOnTheInternet(const QString& label)
{
    QNetworkCookie cookie("name", "value");
    cookie.setDomain(u'.' + label);
    QUrl below;
    below.setScheme(QStringLiteral("http"));
    below.setHost(QStringLiteral("below.it.") + label);
    return !QNetworkCookieJar().setCookiesFromUrl({cookie}, below);
}

/// The authority's constraints, in OpenSSL's words.
QByteArray constraintsFor(const QString& hostName)
{
    QByteArray text = "critical,";
    text += permittedAddresses;
    for (const char* domain : permittedDomains) {
        text += ",permitted;DNS:";
        text += domain;
    }
    const QString bare = asHost(hostName.section(u'.', 0, 0));
    if (!bare.isEmpty() && !isDomainOnTheInternet(bare)) {
        text += ",permitted;DNS:" + bare.toLatin1();
    }
    return text;
}

QString nameOfAuthority(const QString& hostName)
{
    const QString name = QStringLiteral("Signalbox local authority");
    if (hostName.isEmpty()) {
        return name;
    }
    return name + QStringLiteral(" (%1)").arg(hostName.left(longestCommonName - name.size() - 3));
}

QByteArray joined(const QList<QByteArray>& names)
{
    return names.join(',');
}

OwnedConstraints constraintsOf(X509* authority)
{
    return OwnedConstraints(static_cast<NAME_CONSTRAINTS*>(
        X509_get_ext_d2i(authority, NID_name_constraints, nullptr, nullptr)));
}

} // namespace

std::optional<QByteArray> alternativeNameOfAddress(const QString& address)
{
    QString text = address.section(u'%', 0, 0);
    text.remove(u'[').remove(u']');
    QHostAddress parsed(text);
    bool isIPv4 = false;
    if (const quint32 plain = parsed.toIPv4Address(&isIPv4); isIPv4) {
        parsed = QHostAddress(plain);
    }
    if (parsed.isNull()) {
        return {};
    }
    return "IP:" + parsed.toString().toLatin1();
}

std::optional<QByteArray> alternativeNameOfHost(const QString& host)
{
    const QString name = asHost(host);
    if (name.isEmpty()) {
        return {};
    }
    return "DNS:" + name.toLatin1();
}

KeyPair makeAuthority(const QString& hostName, const QDateTime& now)
{
    Statement statement;
    statement.commonName = nameOfAuthority(hostName);
    statement.from = now.addSecs(-secondsBack);
    statement.until = now.addYears(authorityYears);
    statement.extensions = {
        {NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
        {NID_key_usage, "critical,keyCertSign,cRLSign"},
        {NID_subject_key_identifier, "hash"},
        {NID_name_constraints, constraintsFor(hostName)},
    };
    return certify(statement, nullptr);
}

KeyPair issue(const KeyPair& authority, const QList<QByteArray>& names, const QDateTime& now)
{
    const QDateTime end = qtCertificateOf(authority.certificate.get()).expiryDate();
    Statement statement;
    statement.commonName = QStringLiteral("Signalbox");
    statement.from = now.addSecs(-secondsBack);
    statement.until = qMin(statement.from.addDays(leafDays), end);
    statement.extensions = {
        {NID_basic_constraints, "critical,CA:FALSE"},
        {NID_key_usage, "critical,digitalSignature"},
        {NID_ext_key_usage, "serverAuth"},
        {NID_subject_key_identifier, "hash"},
        {NID_authority_key_identifier, "keyid:always"},
        {NID_subject_alt_name, joined(names)},
    };
    return certify(statement, &authority);
}

QList<QByteArray> permittedBy(const KeyPair& authority, const QList<QByteArray>& names)
{
    const OwnedConstraints constraints = constraintsOf(authority.certificate.get());
    QList<QByteArray> permitted;
    for (const QByteArray& name : names) {
        const KeyPair sample = issue(authority, {name}, QDateTime::currentDateTimeUtc());
        // OpenSSL looks at the names that it took from the certificate when it was asked about it.
        if (sample.certificate && X509_check_purpose(sample.certificate.get(), -1, 0) == 1
            && (!constraints
                || NAME_CONSTRAINTS_check(sample.certificate.get(), constraints.get())
                    == X509_V_OK)) {
            permitted.append(name);
        }
    }
    return permitted;
}

bool isFor(X509* certificate, const QList<QByteArray>& names)
{
    const OwnedExtension wanted(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, joined(names).constData()));
    const X509_EXTENSION* found
        = X509_get_ext(certificate, X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1));
    return wanted && found
        && ASN1_OCTET_STRING_cmp(X509_EXTENSION_get_data(wanted.get()),
               X509_EXTENSION_get_data(const_cast<X509_EXTENSION*>(found)))
        == 0;
}

} // namespace Signalbox
