package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proof is a whole request: what one key says, others that depend on it say too. */
class WitnessesTest {

    private static Access.Cell cell(Questions questions, String condition) {
        List<Access.Cell> cells = questions.allow(condition).cells();
        assertThat(cells).isNotEmpty();
        return cells.getFirst();
    }

    private static Request proof(String condition) {
        return cell(Questions.ofAccount(), condition).witness();
    }

    @ParameterizedTest
    @CsvSource({
        "aws:PrincipalOrgPaths, aws:PrincipalOrgID",
        "aws:SourceOrgPaths, aws:SourceOrgID",
        "aws:VpceOrgPaths, aws:VpceOrgID",
    })
    void whoIsSomewhereInAnOrganizationIsInThatOrganization(String paths, String id) {
        Request proof = proof("{'ForAnyValue:StringLike':{'" + paths + "':'o-other12345/r-ab12/*'}}");
        assertThat(proof.values(paths)).singleElement().asString().startsWith("o-other12345/r-ab12/");
        assertThat(proof.values(id)).containsExactly("o-other12345");
    }

    @ParameterizedTest
    @CsvSource({
        "NumericLessThan, aws:MultiFactorAuthAge, 3600, 0",
        "NumericGreaterThan, aws:MultiFactorAuthAge, 3600, 3601",
        "NumericGreaterThanEquals, aws:MultiFactorAuthAge, 3600, 3600",
        "NumericLessThan, acme:Count, 5, 4",
        "NumericGreaterThan, acme:Count, 5, 6",
        "DateGreaterThan, aws:TokenIssueTime, 2024-01-01T00:00:00Z, 2024-01-01T00:00:01Z"
    })
    void numbersAndTimesLookLikeThoseOfRequests(String operator, String key, String bound, String shown) {
        assertThat(proof("{'%s':{'%s':'%s'}}".formatted(operator, key, bound)).values(key))
                .containsExactly(shown);
    }

    @Test
    void aListHasOneElementWhereOneDoes() {
        assertThat(proof("{'StringEquals':{'kms:EncryptionContextKeys':'a'}}").values("kms:EncryptionContextKeys"))
                .containsExactly("a");
        assertThat(proof("{'StringEquals':{'saml:cn':'a'},'ForAnyValue:StringEquals':{'saml:cn':'b'}}")
                        .values("saml:cn"))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whoIsLikeMostOthersSpeaksForThem() {
        Request proof = proof("{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/aws-service-role/*'},"
                + "'StringNotEquals':{'aws:PrincipalTag/exempt':'true'}}");
        assertThat(proof.identity().name()).isEqualTo("arn:aws:iam::000000000000:user/a");
    }

    @Test
    void theTimeIsToldInBothWays() {
        Request proof = proof("{'DateEquals':{'aws:CurrentTime':'2030-01-01T00:00:00Z'}}");
        assertThat(proof.values("aws:EpochTime")).containsExactly("1893456000");
    }

    @Test
    void theAccountOfASourceIsTheOneInItsArn() {
        Request proof = proof("{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:444444444444:*'},"
                + "'Null':{'aws:SourceAccount':'false'}}");
        assertThat(proof.values("aws:SourceAccount")).containsExactly("444444444444");
    }

    @Test
    void aSourceWithoutAnAccountInItsArnHasTheAccountThatIsAskedFor() {
        Request proof = proof("{'ArnLike':{'aws:SourceArn':'arn:aws:s3:::b'},"
                + "'StringEquals':{'aws:SourceAccount':'444444444444'}}");
        assertThat(proof.values("aws:SourceAccount")).containsExactly("444444444444");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:iam::222222222222:user/p/u | User | u",
                "arn:aws:iam::222222222222:role/r | AssumedRole |",
                "arn:aws:iam::222222222222:root | Account |",
                "arn:aws:sts::222222222222:federated-user/f | FederatedUser |",
            })
    void aCallersKeysAreThoseOfItsArn(String arn, String type, String userName) {
        Request proof = proof("{'ArnEquals':{'aws:PrincipalArn':'" + arn + "'}}");
        assertThat(proof.values("aws:PrincipalArn")).containsExactly(arn);
        assertThat(proof.values("aws:PrincipalType")).containsExactly(type);
        assertThat(proof.values("aws:PrincipalAccount")).containsExactly("222222222222");
        assertThat(proof.values("kms:CallerAccount")).containsExactly("222222222222");
        assertThat(proof.values("aws:PrincipalIsAWSService")).containsExactly("false");
        assertThat(proof.values("aws:userid")).containsExactly(((Identity.Aws) proof.identity()).userId());
        assertThat(proof.values("aws:username")).isEqualTo(userName == null ? List.of() : List.of(userName));
    }

    @Test
    void anUnsignedRequestHasNamesInPlaceOfAnAccountAndAnId() {
        Request proof = cell(
                        Questions.ofAccount().withAnonymousCallers(),
                        "{'StringEquals':{'aws:PrincipalType':'Anonymous'}}")
                .witness();
        assertThat(proof.values("aws:PrincipalAccount")).containsExactly("anonymous");
        assertThat(proof.values("aws:userid")).containsExactly("anonymous");
        assertThat(proof.values("aws:PrincipalArn")).isEmpty();
    }

    @Test
    void factsOfTheResourceAreInTheProofAndKeysAreSpelledAsThePolicySpellsThem() {
        Request proof = proof("{'StringEquals':{'AWS:sourcevpce':'vpce-1'}}");
        assertThat(proof.values("aws:ResourceAccount")).containsExactly("111111111111");
        assertThat(proof.context()).containsKey("AWS:sourcevpce");
    }

    @Test
    void whatIsShownOfAProofIsWhatThePolicySpeaksOf() {
        Access.Cell cell = cell(
                Questions.ofAccount(),
                "{'StringEquals':{'aws:PrincipalAccount':'222222222222','kms:ViaService':'s'},"
                        + "'Null':{'aws:PrincipalTag/x':'true'}}");
        assertThat(cell.spoken()).containsOnlyKeys("aws:PrincipalAccount", "kms:ViaService");
        assertThat(cell.witness().values("aws:PrincipalArn")).isNotEmpty();
    }
}
