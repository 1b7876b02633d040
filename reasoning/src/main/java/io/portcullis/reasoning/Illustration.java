package io.portcullis.reasoning;

import io.portcullis.policy.MatchClause;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a request of a point: of all that the statements tell apart in no way, one that people know. */
final class Illustration {

    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9_-]+");
    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):.*", Pattern.DOTALL);

    /** Actions that most people have met. */
    private static final List<String> FAMILIAR = List.of(
            "s3:GetObject",
            "s3:PutObject",
            "s3:ListBucket",
            "s3:DeleteObject",
            "iam:PassRole",
            "iam:CreateUser",
            "sts:AssumeRole",
            "kms:Decrypt",
            "kms:Encrypt",
            "ec2:RunInstances",
            "ec2:TerminateInstances",
            "ec2:DescribeInstances",
            "lambda:InvokeFunction",
            "secretsmanager:GetSecretValue",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "sqs:SendMessage",
            "sqs:ReceiveMessage",
            "sns:Publish",
            "logs:PutLogEvents",
            "cloudformation:CreateStack",
            "ssm:GetParameter");

    private final AllRequests.Drawn world;

    Illustration(AllRequests.Drawn world) {
        this.world = world;
    }

    /** The request at a point. */
    Request at(List<Integer> point) {
        Witnesses witnesses =
                new Witnesses(world.question(), world.space(), world.drafts().mentioned());
        Request plain = witnesses.at(point);
        String action = actions()
                .filter(text -> isAt(point, Binding.ACTION, world.drafts().action(), text))
                .findFirst()
                .orElse(plain.action());
        String service = action.substring(0, action.indexOf(':')).toLowerCase(Locale.ROOT);
        String resource = resources(service)
                .filter(world.question().resources()::has)
                .filter(text -> isAt(point, Binding.RESOURCE, world.drafts().resource(), text))
                .findFirst()
                .orElse(plain.resource());
        return new Request(plain.identity(), action, resource, agreeing(plain.context(), resource));
    }

    private static SortedMap<String, List<String>> agreeing(SortedMap<String, List<String>> context, String resource) {
        SortedMap<String, List<String>> agreeing = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        agreeing.putAll(context);
        Matcher account = ACCOUNT.matcher(resource);
        if (account.matches()) {
            agreeing.computeIfPresent("aws:ResourceAccount", (key, values) -> List.of(account.group(1)));
        }
        return agreeing;
    }

    /** Whether a text lies in the class of the point: no test tells it from the class's example. */
    private boolean isAt(List<Integer> point, String key, TextDraft draft, String text) {
        Axis axis = world.space().axis(key);
        int atom = point.get(world.space().index(key));
        return IntStream.range(0, draft.tests().size())
                .allMatch(i ->
                        draft.tests().get(i).has(text) == axis.holds().get(i).has(atom));
    }

    private Stream<String> actions() {
        Stream<String> written = clauses(
                world.question().rules().stream().map(rule -> rule.statement().actions()));
        return Stream.concat(written, FAMILIAR.stream())
                .filter(text -> ACTION.matcher(text).matches());
    }

    private Stream<String> resources(String service) {
        String head = "arn:" + world.question().zone().partition() + ":" + service + ":";
        Stream<String> written = clauses(world.question().rules().stream()
                        .map(Rule::statement)
                        .flatMap(statement -> statement.resources().stream()))
                .filter(text -> !text.equals("*"))
                .flatMap(text -> Stream.of(text.replace("*", ""), text.replace("*", "example")))
                .map(text -> text.replace('?', 'x'))
                .filter(text -> text.startsWith(head));
        Stream<String> likely =
                Stream.of(head + (service.equals("s3") ? "::example/example" : "us-east-1:111122223333:example"));
        return Stream.concat(written, likely);
    }

    private static Stream<String> clauses(Stream<MatchClause> clauses) {
        return clauses.flatMap(clause -> clause.values().texts().stream());
    }
}
