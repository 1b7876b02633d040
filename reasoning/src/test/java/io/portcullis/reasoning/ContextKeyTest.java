package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.ContextKey.Kind;
import io.portcullis.reasoning.ContextKey.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextKeyTest {

    @ParameterizedTest
    @CsvSource({
        "aws:PrincipalArn, ARN, IDENTITY, false, false",
        "aws:PrincipalOrgID, STRING, IDENTITY, true, false",
        "aws:SourceIp, IP, NETWORK, true, false",
        "aws:SourceVpce, STRING, NETWORK, true, false",
        "aws:SourceArn, ARN, SERVICE, true, false",
        "aws:PrincipalIsAWSService, BOOL, SERVICE, true, false",
        "aws:PrincipalServiceNamesList, STRING, SERVICE, true, true",
        "codebuild:ProjectArn, ARN, IDENTITY, true, false",
        "codebuild:BuildArn, ARN, IDENTITY, true, false",
        "aws:SignInSessionArn, ARN, IDENTITY, true, false",
        "aws:ChatbotSourceArn, ARN, IDENTITY, true, false",
        "aws:CalledViaAWSMCP, STRING, CALLER_CHOSEN, true, false",
        "aws:ViaAWSMCPService, BOOL, CALLER_CHOSEN, true, false",
        "aws:IsMcpServiceAction, BOOL, CALLER_CHOSEN, true, false",
        "aws:CurrentTime, DATE, CALLER_CHOSEN, false, false",
        "aws:SecureTransport, BOOL, CALLER_CHOSEN, false, false",
        "aws:MultiFactorAuthAge, NUMERIC, CALLER_CHOSEN, true, false",
        "aws:UserAgent, STRING, CALLER_CHOSEN, false, false",
        "aws:TagKeys, STRING, CALLER_CHOSEN, true, true",
        "aws:ResourceAccount, STRING, RESOURCE, false, false",
        "kms:ResourceAliases, STRING, RESOURCE, true, true",
        "kms:GrantIsForAWSResource, BOOL, CALLER_CHOSEN, true, false",
        "s3:DataAccessPointAccount, STRING, SERVICE, true, false",
        "s3:prefix, STRING, CALLER_CHOSEN, true, false",
        "s3:AccessGrantsInstanceArn, ARN, IDENTITY, true, false",
        "identitystore:UserId, STRING, IDENTITY, true, false",
        "sts:RequestContext/identitystore:UserId, STRING, IDENTITY, true, false",
        "sts:RequestContext/identitystore:IdentityStoreArn, ARN, IDENTITY, true, false",
        "sts:RequestContext/identitycenter:InstanceArn, ARN, IDENTITY, true, false",
        "sts:RequestContext/identitycenter:ApplicationArn, ARN, IDENTITY, true, false",
        "sts:RequestContext/team, STRING, CALLER_CHOSEN, true, false",
        "s3:TlsVersion, NUMERIC, CALLER_CHOSEN, true, false",
        "s3:object-lock-retain-until-date, DATE, CALLER_CHOSEN, true, false",
        "s3:object-lock-event-hold, STRING, CALLER_CHOSEN, true, false",
        "s3:object-lock-event-hold-duration-days, NUMERIC, CALLER_CHOSEN, true, false",
        "lambda:FunctionUrlAuthType, STRING, RESOURCE, true, false",
        "lambda:EventSourceToken, STRING, SERVICE, true, false",
        "secretsmanager:VersionStage, STRING, CALLER_CHOSEN, true, false",
        "sns:Endpoint, STRING, CALLER_CHOSEN, true, false",
        "sts:ExternalId, STRING, CALLER_CHOSEN, true, false",
        "sts:TransitiveTagKeys, STRING, CALLER_CHOSEN, true, true",
        "saml:aud, STRING, FEDERATION, true, false",
        "saml:edupersonorgdn, STRING, FEDERATION, true, false",
        "saml:edupersonprimaryaffiliation, STRING, FEDERATION, true, false",
        "saml:edupersonprimaryorgunitdn, STRING, FEDERATION, true, false",
        "saml:edupersonprincipalname, STRING, FEDERATION, true, false",
        "saml:edupersonscopedaffiliation, STRING, FEDERATION, true, true",
        "aws:OriginIdentity/FederatedProviderArn, ARN, FEDERATION, true, false",
        "aws:OriginIdentity/Subject, STRING, FEDERATION, true, false",
        "aws:TransactionContext/IdentityProvider/department, STRING, FEDERATION, true, false",
        "accounts.google.com:google/organization_number, NUMERIC, FEDERATION, true, false"
    })
    void tellsTypePresenceNumberAndKind(String name, ValueType type, Kind kind, boolean optional, boolean multivalued) {
        ContextKey key = ContextKey.named(name);
        assertThat(key)
                .isEqualTo(new ContextKey(
                        name, name.toLowerCase(java.util.Locale.ROOT), type, kind, optional, multivalued));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS:SOURCEVPCE", "aws:sourcevpce", "aws:SourceVpce", "Aws:sourceVPCE"})
    void namesHaveNoCase(String written) {
        assertThat(ContextKey.named(written).name()).isEqualTo("aws:SourceVpce");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS:principaltag/Team, aws:PrincipalTag/Team, CALLER_CHOSEN",
        "aws:ResourceTag/Team, aws:ResourceTag/Team, RESOURCE",
        "kms:encryptioncontext:Tenant, kms:EncryptionContext:Tenant, CALLER_CHOSEN",
        "kms:RecipientAttestation:PCR7, kms:RecipientAttestation:PCR7, CALLER_CHOSEN",
        "s3:ExistingObjectTag/class, s3:ExistingObjectTag/class, RESOURCE",
        "secretsmanager:resourcetag/a, secretsmanager:ResourceTag/a, RESOURCE"
    })
    void namesOfSomebodysOwnKeepTheirCase(String written, String name, Kind kind) {
        ContextKey key = ContextKey.named(written);
        assertThat(key.name()).isEqualTo(name);
        assertThat(key.kind()).isEqualTo(kind);
        assertThat(key.optional()).isTrue();
    }

    @Test
    void claimsOfIdentityProvidersAreVouchedFor() {
        for (String claim : List.of(
                "token.actions.githubusercontent.com:sub",
                "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE:aud",
                "gitlab.com:project_id",
                "cognito-identity.amazonaws.com:amr",
                "saml:edupersonaffiliation")) {
            assertThat(ContextKey.named(claim).kind()).as(claim).isEqualTo(Kind.FEDERATION);
        }
        assertThat(ContextKey.named("cognito-identity.amazonaws.com:amr").multivalued())
                .isTrue();
        assertThat(ContextKey.named("SAML:eduPersonAffiliation").multivalued()).isTrue();
        assertThat(ContextKey.named("SAML:sub").multivalued()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:PrincipalOrg",
                "sqs:Moonphase",
                "nonsense",
                "",
                "aws:PrincipalTags/x",
                "dynamodb:LeadingKeys"
            })
    void otherKeysAreNotKnownAndKeepTheirSpelling(String written) {
        assertThat(ContextKey.named(written).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(ContextKey.named(written).name()).isEqualTo(written);
    }
}
