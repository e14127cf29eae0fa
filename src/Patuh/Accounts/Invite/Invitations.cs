using System.Security.Cryptography;
using System.Text;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Roles;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Invite;

/// <summary>Makes invitations: the link holds a random secret, the database its hash, for fourteen days and one acceptance.</summary>
internal static class Invitations
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    /// <summary>Adds an invitation and gives the path of its link; whoever calls saves.</summary>
    public static string Add(PatuhDb db, TimeProvider time, By by, string email, string name, Role role, OrganisationRow organisation, DateOnly from, DateOnly? to, bool mailed = false)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        var invitation = new InvitationRow
        {
            Id = Hash(secret),
            Email = email,
            Name = name,
            Role = role.Code,
            OrganisationId = organisation.Id,
            ValidFrom = Stamp.Of(from),
            ValidTo = to is { } day ? Stamp.Of(day) : null,
            InvitedBy = by.PersonId,
            Mailed = mailed,
            InvitedAt = Stamp.Of(now),
            ExpiresAt = Stamp.Of(now + Lasts),
        };
        db.Add(invitation);
        db.Audit(time, by, "invitation.sent", new Subject("invitation", invitation.Id), after: new { invitation.Role, organisation = organisation.Id, invitation.ValidFrom, invitation.ValidTo }, personal: new { email, name });
        return $"{WorkArea.Root}/undangan/{secret}";
    }

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
