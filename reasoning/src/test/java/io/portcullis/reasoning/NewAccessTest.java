package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.KEY;
import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.TRUST;
import static io.portcullis.reasoning.Policies.allow;
import static io.portcullis.reasoning.Policies.document;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.undecided;
import static io.portcullis.reasoning.Policies.when;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.ConditionOperator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewAccessTest {

    private static final String EVERYTHING = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static String deny(String action, String resource) {
        return "{'Effect':'Deny','Action':'%s','Resource':'%s'}".formatted(action, resource);
    }

    private static String trust(String principal) {
        return "{'Effect':'Allow','Principal':%s,'Action':'sts:AssumeRole'}".formatted(principal);
    }

    @Test
    void anActionMoreIsNewAccessAndTheRequestShowsIt() {
        Answer.Yes answer = yes(IDENTITY.compare(
                rules(allow("s3:GetObject", "*"), allow("s3:PutObject", "arn:aws:s3:::logs/*")),
                rules(allow("s3:Get*", "*"))));
        assertThat(answer.request().action()).isEqualTo("s3:PutObject");
        assertThat(answer.request().resource()).startsWith("arn:aws:s3:::logs/");
        assertThat(answer.allowing()).containsExactly(1);
        assertThat(answer.denying()).isEmpty();
    }

    @Test
    void aDenyTakenAwayIsNewAccessAndIsNamed() {
        Answer.Yes answer = yes(IDENTITY.compare(
                rules(allow("s3:*", "*")), rules(allow("s3:*", "*"), deny("s3:DeleteObject", "arn:aws:s3:::keep/*"))));
        assertThat(answer.request().action()).isEqualTo("s3:DeleteObject");
        assertThat(answer.allowing()).containsExactly(0);
        assertThat(answer.denying()).containsExactly(1);
    }

    @Test
    void aDenyThatAnotherStatementMakesGoodIsNoNewAccess() {
        no(IDENTITY.compare(
                rules(allow("s3:Get*", "*"), deny("*", "arn:aws:s3:::keep/*")),
                rules(allow("s3:*", "*"), deny("s3:*Object", "arn:aws:s3:::keep/a*"))));
    }

    @Test
    void severalStatementsOfTheReferenceTogetherHoldOneOfThePolicy() {
        no(IDENTITY.compare(
                rules(when("{'NumericLessThan':{'aws:MultiFactorAuthAge':10}}")),
                rules(
                        when("{'NumericLessThanEquals':{'aws:MultiFactorAuthAge':5}}"),
                        when("{'NumericGreaterThan':{'aws:MultiFactorAuthAge':5}}"))));
        yes(IDENTITY.compare(
                rules(when("{'NumericLessThan':{'aws:MultiFactorAuthAge':10}}")),
                rules(
                        when("{'NumericLessThan':{'aws:MultiFactorAuthAge':5}}"),
                        when("{'NumericGreaterThan':{'aws:MultiFactorAuthAge':5}}"))));
    }

    /** Every operator with every qualifier, with a value of its kind. */
    static Stream<String> operators() {
        Map<ConditionOperator.Family, String> values = Map.of(
                ConditionOperator.Family.STRING, "'a*'",
                ConditionOperator.Family.ARN, "'arn:aws:sns:*:111111111111:t*'",
                ConditionOperator.Family.NUMERIC, "'10'",
                ConditionOperator.Family.DATE, "'2030-01-01'",
                ConditionOperator.Family.BOOL, "'true'",
                ConditionOperator.Family.BINARY, "'YWJj'",
                ConditionOperator.Family.IP, "'203.0.113.0/24'",
                ConditionOperator.Family.NULL, "'true'");
        return Stream.of(ConditionOperator.Test.values())
                .flatMap(test -> Stream.of("", "ForAnyValue:", "ForAllValues:")
                        .flatMap(prefix -> Stream.of("", "IfExists")
                                .filter(suffix -> suffix.isEmpty() || test != ConditionOperator.Test.NULL)
                                .map(suffix -> "{'" + prefix + test.written() + suffix + "':{'%s':"
                                        + values.get(test.family()) + "}}")));
    }

    @ParameterizedTest
    @MethodSource("operators")
    void identicalPoliciesGiveNoNewAccessWhateverTheOperator(String condition) {
        for (String key :
                List.of("aws:PrincipalTag/a", "aws:TagKeys", "x:unknown", "aws:SourceIp", "aws:CurrentTime")) {
            String statement = when(condition.formatted(key));
            no(IDENTITY.compare(rules(EVERYTHING.replace("Allow", "Deny"), statement), rules(statement)));
            no(IDENTITY.compare(statement, statement));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringEquals':{'aws:PrincipalTag/a':[]}}",
                "{'NumericLessThan':{'aws:MultiFactorAuthAge':'soon'}}",
                "{'StringLike':{'s3:prefix':'home/${aws:username}/*'}}",
                "{'StringEquals':{'aws:TagKeys':'a'}}",
                "{'StringEquals':{'aws:MultiFactorAuthAge':'1'},'NumericEquals':{'aws:MultiFactorAuthAge':1}}"
            })
    void whatAwsDoesNotSayIsTheSameInBothPolicies(String condition) {
        no(IDENTITY.compare(when(condition), when(condition)));
        no(IDENTITY.compare(
                rules(allow("s3:Get*", "*"), when(condition).replace("Allow", "Deny")),
                rules(when(condition).replace("Allow", "Deny"), allow("s3:*", "*"))));
        no(IDENTITY.compare(when(condition), when("{}")));
        assertThat(IDENTITY.compare(when("{}"), when(condition))).isNotEqualTo(new Answer.No());
    }

    @Test
    void aConditionThatCannotBeReadIsADoubt() {
        String unreadable = when("{'NumericLessThan':{'aws:MultiFactorAuthAge':'soon'}}");
        undecided(IDENTITY.compare(when("{}"), unreadable));
        undecided(IDENTITY.compare(unreadable, when("{'Bool':{'aws:SecureTransport':'true'}}")));
        undecided(IDENTITY.compare(
                rules(when("{}"), unreadable.replace("Allow", "Deny")),
                rules(when("{'Bool':{'aws:SecureTransport':'true'}}"))));
    }

    @Test
    void reorderedDuplicatedAndSplitStatementsGiveNoNewAccess() {
        String statement = "{'Effect':'Allow','Action':['s3:GetObject','s3:PutObject'],'Resource':['arn:aws:s3:::a/*',"
                + "'arn:aws:s3:::b/*'],'Condition':{'StringEquals':{'aws:PrincipalTag/t':['x','y']}}}";
        List<String> split = new ArrayList<>();
        for (String action : List.of("s3:PutObject", "s3:getobject")) {
            for (String resource : List.of("arn:aws:s3:::b/*", "arn:aws:s3:::a/*")) {
                for (String tag : List.of("y", "x")) {
                    split.add("{'Effect':'Allow','Action':'%s','Resource':'%s','Condition':{'StringEquals':"
                                    .formatted(action, resource)
                            + "{'aws:principaltag/T':'%s'}}}".formatted(tag));
                }
            }
        }
        split.add(split.getFirst());
        List<Rule> whole = rules(statement);
        List<Rule> parts = rules(split.toArray(String[]::new));
        no(IDENTITY.compare(parts, whole));
        no(IDENTITY.compare(whole, parts));
        yes(IDENTITY.compare(whole, parts.subList(1, parts.size() - 1)));
    }

    @Test
    void nothingIsNewToAReferenceThatAllowsEverything() {
        // A thousand patterns that overlap: too entangled to follow, and no need to.
        String patterns = IntStream.range(0, 1_000)
                .mapToObj(i -> "'arn:aws:s3:::*" + Integer.toString(i, 26) + "*'")
                .collect(Collectors.joining(","));
        String entangled = "{'Effect':'Allow','Action':'*','Resource':[" + patterns + "]}";
        no(IDENTITY.compare(entangled, EVERYTHING));
        yes(IDENTITY.compare(EVERYTHING, entangled));
    }

    @Test
    void everythingIsNewToAReferenceThatAllowsNothing() {
        yes(IDENTITY.compare(rules(EVERYTHING), document("{'Statement':[]}")));
        yes(IDENTITY.compare(rules(EVERYTHING), rules(deny("*", "*"))));
        yes(IDENTITY.compare(rules(EVERYTHING), rules(allow("s3:*", "arn:aws:s3:::a"), deny("*", "*"))));
    }

    @Test
    void aPolicyThatAllowsNothingHasNoNewAccess() {
        List<Rule> nothing = document("{'Statement':[]}");
        no(IDENTITY.compare(nothing, nothing));
        no(IDENTITY.compare(rules(deny("s3:Get*", "*")), nothing));
        no(IDENTITY.compare(rules(EVERYTHING, deny("*", "*")), nothing));
        no(IDENTITY.compare(rules(when("{'Null':{'aws:userid':'true'}}")), nothing));
        no(IDENTITY.compare(rules(when("{'DateLessThan':{'aws:CurrentTime':'2025-01-01T00:00:00Z'}}")), nothing));
        no(IDENTITY.compare(rules(allow("s3:*", "arn:aws:s3:::a").replace("'s3:*'", "[]")), nothing));
    }

    @Test
    void everyActionThatThereWillEverBeCounts() {
        yes(IDENTITY.compare(
                "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}",
                "{'Effect':'Allow','NotAction':[" + "'iam:*','newservice:*'],'Resource':'*'}"));
        no(IDENTITY.compare(
                "{'Effect':'Allow','NotAction':['iam:*','S3:*'],'Resource':'*'}",
                "{'Effect':'Allow','NotAction':'s3:*','Resource':'*'}"));
        no(IDENTITY.compare(allow("S3:getOBJECT", "*"), allow("s3:GetObject", "*")));
    }

    @Test
    void actionsWithoutAResourceAskForTheStar() {
        Answer.Yes answer =
                yes(IDENTITY.compare(allow("ec2:DescribeInstances", "*"), allow("ec2:DescribeInstances", "arn:*")));
        assertThat(answer.request().resource()).isEqualTo("*");
    }

    @Test
    void aKeyThatMayBeAbsentCounts() {
        Answer.Yes answer = yes(IDENTITY.compare(
                when("{'StringNotEquals':{'aws:RequestTag/a':'x'}}"), when("{'Null':{'aws:RequestTag/a':'false'}}")));
        assertThat(answer.request().values("aws:RequestTag/a")).isEmpty();
    }

    @Test
    void theAccountOfAResourceIsTheOneInItsArn() {
        no(IDENTITY.compare(
                allow("sqs:*", "arn:aws:sqs:us-east-1:111111111111:q"),
                "{'Effect':'Allow','Action':'sqs:*','Resource':'*','Condition':"
                        + "{'StringEquals':{'aws:ResourceAccount':'111111111111'}}}"));
        Answer.Yes answer = yes(IDENTITY.compare(
                allow("sqs:*", "arn:aws:sqs:*:*:q"),
                "{'Effect':'Allow','Action':'sqs:*','Resource':'*','Condition':"
                        + "{'StringEquals':{'aws:ResourceAccount':'111111111111'}}}"));
        assertThat(answer.request().resource().split(":", 6)[4])
                .isNotEqualTo("111111111111")
                .isEqualTo(answer.request().values("aws:ResourceAccount").stream()
                        .filter(account -> answer.request().resource().contains(account))
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void aResourceThatOnlyAWildcardOverColonsReachesIsADoubt() {
        undecided(IDENTITY.compare(
                allow("sns:Publish", "arn:aws:sns:us-east-1:111111111111:t"), allow("sns:*", "arn:aws:sns:*:t")));
    }

    @Test
    void noRootUserHasAnIdentityPolicy() {
        no(IDENTITY.compare(
                when("{'StringEquals':{'aws:PrincipalType':'Account'}}"), when("{'Null':{'aws:userid':'true'}}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Service':'ec2.amazonaws.com'} | {'AWS':'111111111111'} | ec2.amazonaws.com",
                "{'Service':['ec2.amazonaws.com','odd name']} | {'Service':'ec2.amazonaws.com'} | odd name",
                "{'AWS':'arn:aws:iam::222222222222:role/ci'} | {'AWS':'111111111111'} |"
                        + " arn:aws:sts::222222222222:assumed-role/ci/",
                "{'AWS':'111111111111'} | {'AWS':'arn:aws:iam::111111111111:role/ci'} | arn:aws:",
                "{'AWS':'*'} | {'AWS':'111111111111'} | arn:aws:iam::",
                "{'AWS':'arn:aws-cn:iam::111111111111:root'} | {'AWS':'arn:aws:iam::111111111111:root'} | arn:aws-cn:"
            })
    void aPrincipalMoreInATrustPolicyIsNewAccess(String policy, String reference, String caller) {
        Answer.Yes answer = yes(TRUST.compare(trust(policy), trust(reference)));
        assertThat(answer.request().identity().name()).startsWith(caller);
        assertThat(answer.request().resource()).contains(":role/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Service':'ec2.amazonaws.com'} | {'Service':['ecs.amazonaws.com','ec2.amazonaws.com']}",
                "{'Service':'ec2.amazonaws.com'} | {'AWS':'*'}",
                "{'AWS':'arn:aws:iam::111111111111:role/ci'} | {'AWS':'111111111111'}",
                "{'AWS':'arn:aws:sts::111111111111:assumed-role/ci/s'} | {'AWS':'111111111111'}",
                "{'AWS':'111111111111'} | {'AWS':'arn:aws:iam::111111111111:root'}",
                "{'AWS':'arn:aws-cn:iam::111111111111:root'} | {'AWS':'111111111111'}"
            })
    void aPrincipalWithinAnotherIsNoNewAccess(String policy, String reference) {
        no(TRUST.compare(trust(policy), trust(reference)));
        no(RESOURCE.compare(resource(policy, "{}"), resource(reference, "{}")));
    }

    /** Source: AWS's samples for custom policy checks, where new access by a provider passes beside an Allow of the bare star. */
    private static String ofTokens(String principal) {
        return trust(principal).replace("AssumeRole", "AssumeRoleWithWebIdentity");
    }

    @Test
    void theBareStarTakesInIdentityProvidersAndWhetherAllAwsIdentitiesDoIsADoubt() {
        String google = ofTokens("{'Federated':'accounts.google.com'}");
        no(TRUST.compare(google, ofTokens("'*'")));
        undecided(TRUST.compare(google, ofTokens("{'AWS':'*'}")));
        undecided(TRUST.compare(rules(google, ofTokens("'*'")), rules(ofTokens("{'AWS':'*'}"))));
        undecided(TRUST.compare(ofTokens("'*'"), ofTokens("{'AWS':'*'}")));
        no(TRUST.compare(ofTokens("{'AWS':'*'}"), ofTokens("'*'")));
        no(TRUST.compare(ofTokens("{'AWS':'*'}"), ofTokens("{'AWS':'*'}")));
        no(TRUST.compare(trust("'*'"), trust("{'AWS':'*'}")));
    }

    /** Source: AWS's data perimeter policy examples, which deny either of them AssumeRoleWithWebIdentity. */
    @Test
    void aDenyOfAllAwsIdentitiesIsOneOfTheBareStar() {
        String statement = "{'Effect':'%s','Principal':%s,'Action':'sts:%s'}";
        String google = statement.formatted("Allow", "{'Federated':'accounts.google.com'}", "*");
        List<Rule> bare = rules(google, statement.formatted("Deny", "'*'", "*"));
        List<Rule> ofAws = rules(google, statement.formatted("Deny", "{'AWS':'*'}", "*"));
        no(TRUST.compare(ofAws, bare));
        no(TRUST.compare(bare, ofAws));
        yes(TRUST.compare(rules(google), ofAws));
    }

    @Test
    void servicesAndTheirKeysAreCompared() {
        String services = "{'Bool':{'aws:PrincipalIsAWSService':'true'}}";
        Answer.Yes answer =
                yes(RESOURCE.compare(resource("'*'", "{}"), resource("'*'", services.replace("true", "false"))));
        assertThat(answer.request().identity()).isNotInstanceOf(Identity.Aws.class);
        no(RESOURCE.compare(resource("{'Service':'sns.amazonaws.com'}", "{}"), resource("'*'", services)));
        no(RESOURCE.compare(
                resource("'*'", "{'StringEquals':{'aws:PrincipalServiceName':'sns.amazonaws.com'}}"),
                resource("{'Service':'sns.amazonaws.com'}", "{}")));
        no(RESOURCE.compare(
                resource("{'Service':'sns.amazonaws.com'}", "{'Null':{'aws:PrincipalOrgID':'false'}}"),
                resource("{'AWS':'111111111111'}", "{}")));
    }

    @Test
    void accountsByTheirCanonicalIdsAreAmongEveryone() {
        String canonical = resource("{'CanonicalUser':'79a59d'}", "{}");
        no(RESOURCE.compare(canonical, resource("'*'", "{}")));
        undecided(RESOURCE.compare(canonical, resource("{'AWS':'111111111111'}", "{}")));
        no(RESOURCE.compare(
                rules(canonical, resource("'*'", "{}").replace("Allow", "Deny")), document("{'Statement':[]}")));
    }

    @Test
    void unsignedRequestsCountWhereTheyAreTaken() {
        String signed = resource("'*'", "{'StringLike':{'aws:PrincipalArn':'*'}}");
        String services = resource("'*'", "{'Bool':{'aws:PrincipalIsAWSService':'true'}}");
        Answer.Yes answer = yes(RESOURCE.compare(rules(resource("'*'", "{}")), rules(signed, services)));
        assertThat(answer.request().identity()).isEqualTo(new Identity.Anonymous());
        no(KEY.compare(rules(resource("'*'", "{}")), rules(signed, services)));
    }

    @Test
    void aKeyPolicysStatementWithoutAResourceHasNoEffect() {
        String statement = "{'Effect':'Allow','Principal':'*','Action':'kms:*'}";
        no(KEY.compare(rules(statement), document("{'Statement':[]}")));
        yes(KEY.compare(statement.replace("}", ",'Resource':'*'}"), statement));
        yes(RESOURCE.compare(rules(statement), document("{'Statement':[]}")));
    }

    @Test
    void whereItLivesAPolicyIsComparedInEveryPartitionItSpeaksOf() {
        Answer.Yes answer = yes(IDENTITY.compare(allow("s3:*", "arn:*:s3:::b"), allow("s3:*", "arn:aws:s3:::b")));
        assertThat(answer.request().resource()).startsWith("arn:aws-");
        no(IDENTITY.compare(allow("s3:*", "arn:aws-cn:s3:::b"), allow("s3:*", "arn:aws*:s3:::b")));
    }

    @Test
    void aVariableStandsForTheValueOfTheRequestsOwnKey() {
        String home = allow("s3:*", "arn:aws:s3:::home/${aws:username}/*");
        no(IDENTITY.compare(home, allow("s3:*", "*")));
        yes(IDENTITY.compare(allow("s3:*", "arn:aws:s3:::other/a"), allow("s3:GetObject", "arn:aws:s3:::other/*")));
        Answer.Yes answer = yes(IDENTITY.compare(allow("s3:*", "arn:aws:s3:::home/a/b"), home));
        assertThat(answer.request().values("aws:username")).isNotEqualTo(List.of("a"));
        no(IDENTITY.compare(allow("s3:*", "arn:aws:s3:::home/${aws:username}/b"), home));
        String account = allow("s3:*", "arn:aws:s3:::home/${aws:PrincipalAccount}/*");
        no(IDENTITY.compare(allow("s3:*", "arn:aws:s3:::home/${aws:PrincipalAccount}/b"), account));
        // Literal text in the old language: nobody's home.
        yes(IDENTITY.compare(rules(allow("s3:*", "arn:aws:s3:::home/a/b")), document("{'Statement':[" + home + "]}")));
    }

    @Test
    void aCallerOfTheResourcesAccountIsHeldAgainstAResourceOfTheCallersAccount() {
        String caller = """
                {'Effect':'Allow','Principal':{'AWS':'arn:aws:sts::222222222222:assumed-role/ci/s1'},'Action':'s3:GetObject',
                 'Resource':'*','Condition':{'StringLike':{'aws:PrincipalArn':'arn:aws:iam::${aws:ResourceAccount}:*'}}}""";
        String resource = """
                {'Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':'s3:*',
                 'Resource':'arn:aws:s3:*:${aws:PrincipalAccount}:*'}""";
        Answer.Yes yes = yes(RESOURCE.compare(rules(caller, resource), rules(resource)));
        assertThat(yes.request().values("aws:ResourceAccount")).containsExactly("222222222222");
        yes(RESOURCE.compare(rules(caller, resource), rules(caller)));
        no(RESOURCE.compare(rules(caller, resource), rules(resource, caller.replace("s3:GetObject", "s3:Get*"))));
    }
}
