package io.portcullis.deploy;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.response.CorrectionMode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the functions are set up, from environment variables. What is not said has its default; what is not understood is an
 * error that names the variable, and so is a variable of ours that does not exist.
 *
 * @param region {@code AWS_REGION}, which Lambda sets
 * @param analyzer {@code PORTCULLIS_ANALYZER}: {@code embedded} (the default), {@code managed} or {@code both}
 * @param organization {@code PORTCULLIS_ZONE_OF_TRUST}: the id of an organization, or {@code account} (the default)
 * @param members {@code PORTCULLIS_ORGANIZATION_ACCOUNTS}: the accounts of that organization, with commas between; none is
 *     known by default but the one that the functions run in
 * @param types {@code PORTCULLIS_RESOURCE_TYPES}: names with commas between; {@code AWS::KMS::Key} by default
 * @param corrections {@code PORTCULLIS_CORRECTIONS}: {@code off} (the default), {@code propose} or {@code apply}
 * @param securityHub {@code PORTCULLIS_SECURITY_HUB}: {@code off} (the default) or {@code on}
 * @param table {@code PORTCULLIS_TABLE}: the name of the table
 * @param bus {@code PORTCULLIS_BUS}: the name or ARN of the event bus for findings
 * @param topic {@code PORTCULLIS_TOPIC}: the ARN of the topic for messages to people
 * @param changeQueue {@code PORTCULLIS_CHANGE_QUEUE}: the URL of the queue of the change function
 * @param sweepQueue {@code PORTCULLIS_SWEEP_QUEUE}: the URL of the queue of the sweep function
 */
public record DeploySettings(
        String region,
        AnalyzerChoice analyzer,
        Optional<String> organization,
        Set<String> members,
        List<ResourceType> types,
        CorrectionMode corrections,
        SecurityHubMode securityHub,
        String table,
        String bus,
        String topic,
        String changeQueue,
        String sweepQueue) {

    /** The types whose changes can be followed. */
    static final Set<ResourceType> FOLLOWED = Set.of(ResourceType.KMS_KEY);

    private static final String PREFIX = "PORTCULLIS_";
    private static final String ANALYZER = PREFIX + "ANALYZER";
    private static final String ZONE = PREFIX + "ZONE_OF_TRUST";
    private static final String MEMBERS = PREFIX + "ORGANIZATION_ACCOUNTS";
    private static final String TYPES = PREFIX + "RESOURCE_TYPES";
    private static final String CORRECTIONS = PREFIX + "CORRECTIONS";
    private static final String SECURITY_HUB = PREFIX + "SECURITY_HUB";
    private static final String TABLE = PREFIX + "TABLE";
    private static final String BUS = PREFIX + "BUS";
    private static final String TOPIC = PREFIX + "TOPIC";
    private static final String CHANGE_QUEUE = PREFIX + "CHANGE_QUEUE";
    private static final String SWEEP_QUEUE = PREFIX + "SWEEP_QUEUE";
    private static final Set<String> KNOWN = Set.of(
            ANALYZER, ZONE, MEMBERS, TYPES, CORRECTIONS, SECURITY_HUB, TABLE, BUS, TOPIC, CHANGE_QUEUE, SWEEP_QUEUE);

    /** {@code o-} and 10 to 32 letters and digits (Organizations API reference, "Organization"). */
    private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    /** Copies the members and the types. */
    public DeploySettings {
        members = Set.copyOf(members);
        types = List.copyOf(types);
    }

    /**
     * The settings in these variables.
     *
     * @throws InvalidSettingException naming the variable that is missing, unknown, or not understood
     */
    public static DeploySettings of(Map<String, String> environment) {
        Set<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(name -> !name.startsWith(PREFIX) || KNOWN.contains(name));
        if (!unknown.isEmpty()) {
            throw new InvalidSettingException(
                    String.join(", ", unknown), "there is no such setting; there are " + new TreeSet<>(KNOWN));
        }
        AnalyzerChoice analyzer = chosen(environment, ANALYZER, AnalyzerChoice.class, AnalyzerChoice.EMBEDDED);
        return new DeploySettings(
                needed(environment, "AWS_REGION"),
                analyzer,
                organization(environment.getOrDefault(ZONE, "account")),
                members(environment.getOrDefault(MEMBERS, "")),
                types(environment.getOrDefault(TYPES, ResourceType.KMS_KEY.cloudFormationName())),
                corrections(environment, analyzer),
                chosen(environment, SECURITY_HUB, SecurityHubMode.class, SecurityHubMode.OFF),
                needed(environment, TABLE),
                needed(environment, BUS),
                needed(environment, TOPIC),
                needed(environment, CHANGE_QUEUE),
                needed(environment, SWEEP_QUEUE));
    }

    /** The zone of trust of this account's resources. */
    public ZoneOfTrust zone(String account) {
        return organization
                .<ZoneOfTrust>map(id -> new ZoneOfTrust.Organization(
                        id, Stream.concat(members.stream(), Stream.of(account)).collect(Collectors.toSet())))
                .orElseGet(() -> new ZoneOfTrust.Account(account));
    }

    private static String needed(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new InvalidSettingException(variable, "it must be set"));
    }

    private static <E extends Enum<E>> E chosen(
            Map<String, String> environment, String variable, Class<E> choices, E otherwise) {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        Function<E, String> name = choice -> choice.name().toLowerCase(Locale.ROOT);
        List<E> all = Arrays.asList(choices.getEnumConstants());
        return all.stream()
                .filter(choice -> name.apply(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException(
                        variable,
                        "\"" + value + "\" is none of " + all.stream().map(name).toList()));
    }

    /** Corrections that never come are worse than none: whoever asked for them takes what is open for closed. */
    private static CorrectionMode corrections(Map<String, String> environment, AnalyzerChoice analyzer) {
        CorrectionMode chosen = chosen(environment, CORRECTIONS, CorrectionMode.class, CorrectionMode.OFF);
        if (chosen != CorrectionMode.OFF && analyzer == AnalyzerChoice.MANAGED) {
            throw new InvalidSettingException(
                    CORRECTIONS,
                    "Access Analyzer names no statement or grant at fault, so that nothing can be planned: with "
                            + ANALYZER + " managed it must be off; or choose embedded or both");
        }
        return chosen;
    }

    private static Optional<String> organization(String value) {
        if (value.equals("account")) {
            return Optional.empty();
        }
        if (!ORGANIZATION.matcher(value).matches()) {
            throw new InvalidSettingException(
                    ZONE, "\"" + value + "\" is neither account nor the id of an organization, such as o-a1b2c3d4e5");
        }
        return Optional.of(value);
    }

    private static Set<String> members(String value) {
        Set<String> members = new LinkedHashSet<>();
        for (String account : value.isEmpty() ? new String[0] : value.split(",", -1)) {
            if (!ACCOUNT.matcher(account.strip()).matches()) {
                throw new InvalidSettingException(
                        MEMBERS,
                        "\"" + account + "\" is not an account, which has 12 digits; between accounts stand commas");
            }
            members.add(account.strip());
        }
        return members;
    }

    private static List<ResourceType> types(String value) {
        Set<ResourceType> types = new LinkedHashSet<>();
        for (String name : value.split(",")) {
            types.add(ResourceType.of(name.strip())
                    .filter(FOLLOWED::contains)
                    .orElseThrow(() -> new InvalidSettingException(
                            TYPES,
                            "\"" + name + "\" is no type whose changes are followed; there are "
                                    + FOLLOWED.stream()
                                            .map(ResourceType::cloudFormationName)
                                            .sorted()
                                            .toList())));
        }
        return List.copyOf(types);
    }
}
