package io.portcullis.benchmarks;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Zone;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Questions about a bucket whose statements each name a principal, a source and an address range, in the shape of the
 * policies that Kang et al. (FSE 2026) timed Access Analyzer with: principals overlap pairwise as {@code a*cd}, {@code
 * ab*d}, sources differ, and address ranges lie in one another. So a policy of n statements has about n² findings. In plain
 * ones nothing overlaps.
 */
final class BucketQuestions {

    private static final String BUCKET = "arn:aws:s3:::example-bucket";
    private static final String ACCOUNT = "222222222222";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz".repeat(100);

    private BucketQuestions() {}

    /**
     * A question.
     *
     * @param statements how many statements
     * @param values how many values each of the three keys has in each statement
     * @param overlapping whether the values of a key overlap
     */
    static Question of(int statements, int values, boolean overlapping) {
        int patterns = statements * values;
        IntFunction<String> user = overlapping ? i -> overlapping(i, patterns) : i -> "u" + i;
        IntFunction<String> range =
                overlapping ? BucketQuestions::nested : i -> "44." + i / 250 + "." + i % 250 + ".0/24";
        String policy = IntStream.range(0, statements)
                .mapToObj(i -> statement(i * values, values, user, range))
                .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
        return question(policy);
    }

    private static String statement(int first, int values, IntFunction<String> user, IntFunction<String> range) {
        return """
                {"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:ListBucket","Resource":"%s","Condition":{\
                "StringLike":{"aws:PrincipalArn":%s},"ArnLike":{"aws:SourceArn":%s},"IpAddress":{"aws:SourceIp":%s}}}""".formatted(
                        BUCKET,
                        list(first, values, i -> "arn:aws:iam::123456789012:user/" + user.apply(i)),
                        list(first, values, i -> "arn:aws:sns:eu-west-1:123456789012:topic" + i),
                        list(first, values, range));
    }

    private static String list(int first, int values, IntFunction<String> value) {
        return IntStream.range(first, first + values)
                .mapToObj(i -> "\"" + value.apply(i) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String overlapping(int i, int patterns) {
        return LETTERS.substring(0, i) + "*" + LETTERS.substring(i + 1, patterns + 1);
    }

    /** Public ranges of 8 to 32 bits, each within the one before it, and again for the next first octet. */
    private static String nested(int i) {
        return (44 + i / 25) + ".0.0.0/" + (8 + i % 25);
    }

    private static Question question(String json) {
        Policy policy;
        try {
            policy = new PolicyReader().read(json);
        } catch (PolicyException e) {
            throw new IllegalStateException(json, e);
        }
        List<Rule> rules = policy.statements().stream()
                .map(statement -> new Rule("statement " + (statement.index() + 1), statement, policy.version()))
                .toList();
        return new Question(
                rules,
                List.of("s3:ListBucket"),
                Language.of(Glob.literal(BUCKET)),
                BUCKET,
                new Zone("aws", Set.of(ACCOUNT), Optional.empty()),
                Map.of("aws:resourceaccount", ACCOUNT, "aws:requestedregion", "eu-west-1"),
                true,
                Instant.parse("2026-01-01T00:00:00Z"),
                Set.of("aws:sourcearn"));
    }
}
