package io.portcullis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Checks SigV4 signatures against known credentials, as the "Signature Version 4 signing process" of the IAM User Guide
 * lays it out. Immutable; safe for many threads.
 */
final class SigV4Verifier {

    /** How far a client's clock may be off, in AWS and here. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    /** The longest a presigned request may stand: seven days. */
    private static final long MAX_EXPIRES = 604_800;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    private final Map<String, String> credentials;
    private final Clock clock;

    /** A verifier of these access key ids and secrets; with none it takes every request. */
    SigV4Verifier(Map<String, String> credentials, Clock clock) {
        this.credentials = Map.copyOf(credentials);
        this.clock = clock;
    }

    /**
     * Checks a request.
     *
     * @param protocol whose error codes to use
     * @param takesUnsigned whether the operation takes unsigned requests
     * @throws ServiceFault 403 when it may not pass
     */
    void verify(Request request, Optional<Signature> signature, Protocol protocol, boolean takesUnsigned) {
        if (credentials.isEmpty() || (signature.isEmpty() && takesUnsigned)) {
            return;
        }
        Signature given = signature.orElseThrow(() -> fault(
                protocol,
                "MissingAuthenticationToken",
                "MissingAuthenticationTokenException",
                "The request is not signed, and this server checks signatures"));
        String secret = credentials.get(given.accessKeyId());
        if (secret == null) {
            throw fault(
                    protocol,
                    "InvalidClientTokenId",
                    "UnrecognizedClientException",
                    "The access key id " + Faults.shorten(given.accessKeyId()) + " is not known here");
        }
        checkTime(given, protocol);
        checkHeaders(request, given, protocol);
        byte[] expected = sign(secret, given, request).getBytes(UTF_8);
        if (!MessageDigest.isEqual(expected, given.signature().getBytes(UTF_8))) {
            throw mismatch(
                    protocol,
                    "The signature does not match: check the secret key of " + Faults.shorten(given.accessKeyId())
                            + " and that nothing rewrites the request on its way");
        }
    }

    private void checkTime(Signature given, Protocol protocol) {
        Instant signed;
        try {
            signed = LocalDateTime.parse(given.time(), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw mismatch(protocol, "X-Amz-Date must be yyyyMMdd'T'HHmmss'Z', not " + Faults.shorten(given.time()));
        }
        if (!given.time().startsWith(given.date() + "T")) {
            throw mismatch(protocol, "The day of the credential scope is not that of X-Amz-Date");
        }
        Instant now = clock.instant();
        Instant last = signed.plus(given.expires()
                .map(seconds -> Duration.ofSeconds(expires(seconds, protocol)))
                .orElse(SKEW));
        if (now.isAfter(last) || signed.isAfter(now.plus(SKEW))) {
            throw new ServiceFault(
                    "RequestExpired",
                    403,
                    "The request was signed at " + signed + " and it is " + now
                            + " here: set the clocks right or sign it again");
        }
    }

    private static long expires(String seconds, Protocol protocol) {
        try {
            long value = Long.parseLong(seconds);
            if (value >= 1 && value <= MAX_EXPIRES) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, as one out of bounds is.
        }
        throw mismatch(
                protocol, "X-Amz-Expires must be 1 to " + MAX_EXPIRES + " seconds, not " + Faults.shorten(seconds));
    }

    /** What decides the request's meaning must be signed, or anybody on the way could change it. */
    private static void checkHeaders(Request request, Signature given, Protocol protocol) {
        List<String> unsigned = new ArrayList<>();
        for (String name : request.headers().keySet()) {
            if ((name.equals("host") || name.startsWith("x-amz-"))
                    && !given.signedHeaders().contains(name)) {
                unsigned.add(name);
            }
        }
        if (!unsigned.isEmpty()) {
            throw mismatch(protocol, "These headers must be signed: " + String.join(", ", unsigned));
        }
        String hash = hash(request.body());
        String claimed = request.header("x-amz-content-sha256").orElse(hash);
        if (!claimed.equals(hash)) {
            throw mismatch(protocol, "X-Amz-Content-Sha256 is not the hash of the body");
        }
    }

    private static String sign(String secret, Signature given, Request request) {
        String scope = given.date() + "/" + given.region() + "/" + given.service() + "/aws4_request";
        String toSign = Signature.ALGORITHM + "\n" + given.time() + "\n" + scope + "\n"
                + hash(SdkBytes.fromUtf8String(canonical(given, request)));
        byte[] key = hmac(("AWS4" + secret).getBytes(UTF_8), given.date());
        key = hmac(hmac(hmac(key, given.region()), given.service()), "aws4_request");
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static String canonical(Signature given, Request request) {
        StringBuilder out = new StringBuilder(1024);
        out.append(request.method()).append('\n');
        // Encoded a second time, as every service but S3 has it.
        out.append(Percent.encode(request.rawPath()).replace("%2F", "/")).append('\n');
        out.append(canonicalQuery(request.rawQuery())).append('\n');
        for (String name : given.signedHeaders()) {
            out.append(name).append(':').append(canonicalHeader(request, name)).append('\n');
        }
        out.append('\n').append(String.join(";", given.signedHeaders())).append('\n');
        return out.append(hash(request.body())).toString();
    }

    private static String canonicalHeader(Request request, String name) {
        List<String> values = request.headers().getOrDefault(name, List.of()).stream()
                .map(value -> value.strip().replaceAll(" +", " "))
                .toList();
        return String.join(",", values);
    }

    private static String canonicalQuery(String rawQuery) {
        record Parameter(String name, String value) {}
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = Percent.encode(Percent.decode(equals < 0 ? pair : pair.substring(0, equals)));
            String value = equals < 0 ? "" : Percent.encode(Percent.decode(pair.substring(equals + 1)));
            if (!name.isEmpty() && !name.equals("X-Amz-Signature")) {
                parameters.add(new Parameter(name, value));
            }
        }
        parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
        return String.join(
                "&",
                parameters.stream()
                        .map(parameter -> parameter.name() + "=" + parameter.value())
                        .toList());
    }

    private static String hash(SdkBytes bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.asByteArrayUnsafe()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        }
    }

    private static ServiceFault mismatch(Protocol protocol, String message) {
        return fault(protocol, "SignatureDoesNotMatch", "InvalidSignatureException", message);
    }

    private static ServiceFault fault(Protocol protocol, String queryCode, String jsonCode, String message) {
        String code = switch (protocol) {
            case Protocol.Query query -> queryCode;
            case Protocol.Json json -> jsonCode;
            case Protocol.RestJson rest -> jsonCode;
        };
        return new ServiceFault(code, 403, message);
    }
}
