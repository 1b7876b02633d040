package io.portcullis.analyzer;

import static io.portcullis.analyzer.Policies.everybody;
import static io.portcullis.analyzer.Policies.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no organization has for an id is said. Source: AWS Organizations API reference, Organization: {@code Id}. */
class OrganizationIdsTest {

    private final Policies bucket = new Policies(ResourceType.S3_BUCKET);

    private List<String> notes(String condition) {
        return bucket.ask(everybody("s3:GetObject", "*", condition)).notes();
    }

    private List<String> notes(String operator, String key, String value) {
        return notes("{'" + operator + "':{'" + key + "':'" + value + "'}}");
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, aws:PrincipalOrgID, o-123",
        "StringEquals, aws:principalorgid, o-123",
        "StringLike, aws:PrincipalOrgID, o-123",
        "StringEquals, aws:PrincipalOrgID, a1b2c3d4e5",
        "StringEquals, aws:PrincipalOrgID, O-A1B2C3D4E5",
        "StringEquals, aws:PrincipalOrgID, 111122223333",
        "StringEquals, aws:PrincipalOrgID, o-a1b2c3d4e5/r-ab12",
        "StringEqualsIgnoreCase, aws:PrincipalOrgID, o_a1b2c3d4e5",
        "ForAnyValue:StringEquals, aws:PrincipalOrgID, o-123",
        "StringEquals, aws:SourceOrgID, o-123",
        "StringEquals, aws:ResourceOrgID, o-123",
        "StringEquals, aws:VpceOrgID, o-123",
        "ForAnyValue:StringLike, aws:PrincipalOrgPaths, o-123/*",
        "ForAnyValue:StringEquals, aws:PrincipalOrgPaths, r-ab12/ou-ab12-11111111/",
        "ForAnyValue:StringLike, aws:SourceOrgPaths, o-123/r-ab12/*",
        "StringLike, aws:ResourceOrgPaths, o-123/${aws:PrincipalTag/unit}/*",
        "ForAnyValue:StringLike, aws:VpceOrgPaths, o-123/*"
    })
    void saysWhatMatchesNoOrganization(String operator, String key, String value) {
        assertThat(notes(operator, key, value))
                .anySatisfy(note ->
                        assertThat(note).containsIgnoringCase(key + " (line 1)").contains("is of no organization"));
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, aws:PrincipalOrgID, o-a1b2c3d4e5",
        "StringEquals, aws:PrincipalOrgID, o-a1b2c3d4e5a1b2c3d4e5a1b2c3d4e5a1",
        "StringEqualsIgnoreCase, aws:PrincipalOrgID, O-A1B2C3D4E5",
        "StringLike, aws:PrincipalOrgID, o-*",
        "StringEquals, aws:PrincipalOrgID, ${aws:ResourceOrgID}",
        "StringNotEquals, aws:PrincipalOrgID, o-123",
        "StringNotLike, aws:PrincipalOrgID, o-123",
        "StringEqualsIfExists, aws:PrincipalOrgID, o-123",
        "ForAllValues:StringEquals, aws:PrincipalOrgID, o-123",
        "Null, aws:PrincipalOrgID, false",
        "ForAnyValue:StringLike, aws:PrincipalOrgPaths, o-a1b2c3d4e5/r-ab12/*",
        "ForAnyValue:StringLike, aws:PrincipalOrgPaths, o-a1*",
        "ForAnyValue:StringLike, aws:PrincipalOrgPaths, ${aws:ResourceOrgID}/*",
        "StringEquals, aws:PrincipalAccount, o-123"
    })
    void saysNothingOfWhatMayMatchOrNeedNot(String operator, String key, String value) {
        assertThat(notes(operator, key, value)).noneMatch(note -> note.contains("is of no organization"));
    }

    @Test
    void saysItOfEachValueOnceAndOfDeniesToo() {
        String some = "{'StringEquals':{'aws:PrincipalOrgID':['o-123','o-a1b2c3d4e5','o-456']}}";
        assertThat(notes(some)).hasSize(1);
        assertThat(bucket.ask(everybody("s3:GetObject", "*", "") + "," + nobody("s3:GetObject", "*", some))
                        .notes())
                .hasSize(1);
    }
}
