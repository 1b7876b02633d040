package io.portcullis.local.organizations;

import io.portcullis.local.paging.Page;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationRequest;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.ListAccountsRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;

/**
 * Says which organization an account is in, and to its management account who else is. Immutable; safe for many threads.
 *
 * <p>Source: Organizations API reference: any account of an organization may describe it, its management account alone may
 * list the others, at most 20 a page. Delegated administrators there are none here.
 */
public final class LocalOrganizations {

    private static final int PAGE = 20;

    private final Optional<Organization> organization;

    /** With this organization; without one, no account is in any. */
    public LocalOrganizations(Optional<Organization> organization) {
        this.organization = organization;
    }

    /** The service, for a server. */
    public Service service() {
        return new Service(
                "organizations",
                new Protocol.Json("1.1", "AWSOrganizationsV20161128"),
                List.of(
                        Operation.named("DescribeOrganization", DescribeOrganizationRequest::builder, this::describe),
                        Operation.named("ListAccounts", ListAccountsRequest::builder, this::list)));
    }

    private DescribeOrganizationResponse describe(Caller caller, DescribeOrganizationRequest request) {
        Organization mine = of(caller);
        return DescribeOrganizationResponse.builder()
                .organization(described -> described
                        .id(mine.id())
                        .arn(arn(mine, "organization/" + mine.id()))
                        .masterAccountId(mine.management())
                        .masterAccountArn(arn(mine, "account/" + mine.id() + "/" + mine.management()))
                        .featureSet("ALL"))
                .build();
    }

    private ListAccountsResponse list(Caller caller, ListAccountsRequest request) {
        Organization mine = of(caller);
        if (!mine.management().equals(caller.account())) {
            throw ServiceFault.sender("AccessDeniedException", "You don't have permissions to access this resource.");
        }
        int size = Optional.ofNullable(request.maxResults()).orElse(PAGE);
        if (size < 1 || size > PAGE) {
            throw ServiceFault.sender("InvalidInputException", "MaxResults must be 1 to " + PAGE + ", not " + size);
        }
        Page<Organization.Member> page = page(mine, Optional.ofNullable(request.nextToken()), size);
        return ListAccountsResponse.builder()
                .accounts(page.items().stream()
                        .map(member -> account(mine, member))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static Page<Organization.Member> page(Organization mine, Optional<String> token, int size) {
        try {
            return Page.of(mine.members(), Organization.Member::account, token, size);
        } catch (IllegalArgumentException e) {
            throw ServiceFault.sender("InvalidInputException", String.valueOf(e.getMessage()));
        }
    }

    private static Account account(Organization mine, Organization.Member member) {
        return Account.builder()
                .id(member.account())
                .arn(arn(mine, "account/" + mine.id() + "/" + member.account()))
                .name(member.name())
                .email(member.account() + "@example.com")
                .state(member.state())
                .joinedMethod("CREATED")
                .build();
    }

    private static String arn(Organization mine, String resource) {
        return "arn:aws:organizations::" + mine.management() + ":" + resource;
    }

    private Organization of(Caller caller) {
        return organization
                .filter(some -> some.holds(caller.account()))
                .orElseThrow(() -> ServiceFault.sender(
                        "AWSOrganizationsNotInUseException", "Your account is not a member of an organization."));
    }
}
