package io.portcullis.app.check;

import io.portcullis.analyzer.NamedResource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Settings;
import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.app.cli.TextFile;
import io.portcullis.app.lines.InvalidCase;
import io.portcullis.policy.Location;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.policy.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a document is decided for: the same options for every command that reads a policy from a file. */
public final class CaseOptions {

    /** How many of a policy's problems are told. */
    private static final int TOLD = 20;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "What the policy is of, such as AWS::S3::Bucket or bucket; without it, what the policy tells.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--account", paramLabel = "ID", description = "The account that owns the resource, 12 digits.")
    private Optional<String> account = Optional.empty();

    @Option(
            names = "--organization",
            paramLabel = "ID",
            description = "The organization that is trusted, o-…; without it, the account alone is.")
    private Optional<String> organization = Optional.empty();

    @Option(names = "--resource", paramLabel = "ARN", description = "The resource's ARN.")
    private Optional<String> resource = Optional.empty();

    @Option(
            names = "--concise",
            description = "Leaves out findings whose access is all in other findings; the answer stays the same.")
    private boolean concise;

    /** Whether any option says whose the document is. */
    boolean sayWhose() {
        return type.isPresent() || account.isPresent() || organization.isPresent() || resource.isPresent();
    }

    /** The analyzer's settings. */
    public Settings settings() {
        return concise ? Settings.DEFAULT.concisely() : Settings.DEFAULT;
    }

    /**
     * What a file asks to be decided.
     *
     * @param file the policy; {@code -} for standard input
     * @throws CommandFailure when it cannot be read, and when the options do not say enough or do not fit
     */
    public Subject subject(Path file, Surroundings surroundings) throws IOException {
        String policy = TextFile.read(surroundings, file);
        String typed = type.orElseGet(() -> told(file, policy, surroundings).cloudFormationName());
        try {
            Optional<Owner> owner = owner(typed, policy);
            Subject subject = Subject.of(
                    typed, account.or(() -> owner.map(Owner::account)), organization, resource, policy, List.of());
            taken(subject, owner).ifPresent(taken -> surroundings.err().println(file + ": taken to be " + taken));
            tell(file, subject.problems(), surroundings.err());
            return subject;
        } catch (InvalidCase invalid) {
            String text = file + ": " + invalid.text();
            // Nobody called the command wrongly for whom a policy is that cannot be read.
            throw invalid.getCause() instanceof PolicyException
                    ? CommandFailure.unknown(text, invalid)
                    : CommandFailure.usage(text, invalid);
        }
    }

    /** Tells what is wrong with a policy apart from the answer, as compilers do. */
    private static void tell(Path file, List<Problem> problems, PrintStream to) {
        problems.stream()
                .limit(TOLD)
                .map(problem -> switch (problem.severity()) {
                    case ERROR -> place(file, problem) + "AWS may refuse the policy: " + problem.message();
                    case WARNING -> place(file, problem) + problem.message();
                })
                .forEach(to::println);
        if (problems.size() > TOLD) {
            to.println(file + ": " + (problems.size() - TOLD) + " more of the kind");
        }
    }

    private static String place(Path file, Problem problem) {
        return problem.at().equals(Location.NOWHERE)
                ? file + ": "
                : file + ":" + problem.at().line() + ": ";
    }

    /** The type that the resource or the policy tells, a key where neither does: said aloud where it is no plain key. */
    private ResourceType told(Path file, String policy, Surroundings surroundings) {
        Optional<ResourceType> given = resource.flatMap(ResourceType::ofArn);
        Optional<Policy> read = readable(policy);
        Optional<ResourceType> told = given.or(() -> read.flatMap(GuessedType::of));
        ResourceType taken = told.orElse(ResourceType.KMS_KEY);
        if (given.isEmpty() && read.isPresent() && !GuessedType.mayBe(taken, read.get())) {
            throw CommandFailure.usage(
                    file + ": not the policy of one of the resources that can be decided, as far as its"
                            + " principals, actions and ARNs tell; if it is, say of which with --type: "
                            + ResourceType.names());
        }
        if (told.isEmpty() || taken != ResourceType.KMS_KEY) {
            surroundings
                    .err()
                    .println(file + ": taken to be the policy of " + taken.oneOfThem()
                            + "; if it is another's, say so with --type");
        }
        return taken;
    }

    /** A policy, unless it cannot be read: then it tells nothing, and may be one of any type. */
    private static Optional<Policy> readable(String policy) {
        try {
            return Optional.of(new PolicyReader().read(policy));
        } catch (PolicyException unreadable) {
            return Optional.empty();
        }
    }

    /** The owner that the policy tells in passing, where neither the account nor the resource is given. */
    private Optional<Owner> owner(String typed, String policy) {
        return isOwnerGiven()
                ? Optional.empty()
                : ResourceType.named(typed).flatMap(type -> readable(policy).flatMap(read -> Owner.of(type, read)));
    }

    /** What the policy alone tells of whose it is: said aloud, since it decides who is outside. An ARN tells the account. */
    private Optional<String> taken(Subject subject, Optional<Owner> owner) {
        ResourceType type = subject.state().resource().type();
        Optional<String> named = isOwnerGiven()
                ? Optional.empty()
                : readable(subject.state().policy()).flatMap(read -> NamedResource.in(read, type));
        return named.map(arn -> "the policy of " + arn + ", which it names; if it is another's, say so with --resource")
                .or(() -> owner.map(told -> type.oneOfThem() + " of account " + told.account() + ", " + told.why()
                        + "; if it is another's, say so with --account"));
    }

    private boolean isOwnerGiven() {
        return account.isPresent() || resource.isPresent();
    }
}
