using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Invite;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Reset;
using Patuh.Accounts.Roles;
using Patuh.Accounts.Sessions;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Admin;

/// <summary><c>patuh admin create</c>: the first national administrator, who invites the others.</summary>
internal static class AdminCommand
{
    public static Command Create() => new("admin", "Administrators") { CreateFirst(), Reset(), SignOut() };

    private static Command SignOut()
    {
        var email = new Argument<string?>("EMAIL") { Description = "Whom; everybody without it", Arity = ArgumentArity.ZeroOrOne };
        var why = new Option<string>("--why") { Description = "The reason; it is kept", Required = true, HelpName = "TEXT" };
        return new CliCommand("sign-out", "Ends the sessions of a person, or of everybody, at once",
            "PATUH_DATABASE=data/patuh.db ./patuh admin sign-out nama@instansi.go.id --why 'laptop lost'", "PATUH_DATABASE=data/patuh.db ./patuh admin sign-out --why 'the machine was broken into'") { email, why }.Does(parsed =>
        {
            using var db = DatabaseConfiguration.FromEnvironment().Open();
            Migrator.Migrate(db, TimeProvider.System);
            if (string.IsNullOrWhiteSpace(parsed.GetValue(why)))
                throw new UsageException("--why: say why, in a few words; the reason is kept in the trail");
            var id = parsed.GetValue(email) is { } one ? PersonOf(db, one).Id : null;
            using var transaction = db.Database.BeginTransaction();
            var ended = db.Set<SessionRow>().Where(s => id == null || s.PersonId == id).ExecuteDelete();
            db.Audit(TimeProvider.System, By.CommandLine, "session.ended", new Subject("person", id ?? "*"), after: new { all = true, ended }, why: parsed.GetValue(why));
            db.SaveChanges();
            transaction.Commit();
            Console.Error.WriteLine($"{ended} {(ended == 1 ? "session" : "sessions")} ended");
            return 0;
        });
    }

    private static PersonRow PersonOf(PatuhDb db, string email)
    {
        var normalized = email.Trim().ToUpperInvariant();
        return db.Set<PersonRow>().SingleOrDefault(p => p.NormalizedEmail == normalized) ?? throw new UsageException($"nobody signs in with {Visible.Quoted(email)}");
    }

    private static Command Reset()
    {
        var email = new Argument<string>("EMAIL") { Description = "The address that somebody signs in with" };
        return new CliCommand("reset", "Prints a link with which that person chooses a new password: once, within an hour",
            "PATUH_DATABASE=data/patuh.db ./patuh admin reset nama@instansi.go.id") { email }.Does(parsed =>
        {
            using var db = DatabaseConfiguration.FromEnvironment().Open();
            Migrator.Migrate(db, TimeProvider.System);
            var person = PersonOf(db, parsed.GetValue(email)!);
            var path = PasswordResetRow.Add(db, TimeProvider.System, person.Id);
            db.Audit(TimeProvider.System, By.CommandLine, "password.reset_asked", new Subject("person", person.Id));
            db.SaveChanges();
            Console.WriteLine((SiteOperator.FromEnvironment().PublicUrl ?? WebServer.DefaultUrl) + path);
            Console.Error.WriteLine("give this link to that person alone; it is not shown again");
            return 0;
        });
    }

    private static Command CreateFirst()
    {
        var email = new Argument<string>("EMAIL") { Description = "The address to sign in with" };
        var name = new Option<string>("--name") { Description = "The person's name", Required = true, HelpName = "NAME" };
        return new CliCommand("create", $"Invites a national administrator on the database of {DatabaseConfiguration.Variable} and prints the link, once, for 14 days",
            "PATUH_DATABASE=data/patuh.db ./patuh admin create nama@instansi.go.id --name 'Nama Lengkap'") { email, name }.Does(parsed =>
        {
            var reader = new Reader("en", "/");
            var (address, called) = (parsed.GetValue(email)!.Trim(), CleanName.Of(parsed.GetValue(name)));
            if (address.Length > 254 || !new EmailAddressAttribute().IsValid(address) || address.Any(char.IsWhiteSpace))
                throw new UsageException($"{Visible.Quoted(address)} is not an e-mail address");
            if (CleanName.Problem(called, CleanName.Longest, reader) is { } problem)
                throw new UsageException($"--name: {problem}");
            using var db = DatabaseConfiguration.FromEnvironment().Open();
            Migrator.Migrate(db, TimeProvider.System);
            RegionalOffices.Prepare(db);
            var head = db.Set<OrganisationRow>().Single(o => o.Id == OrganisationRow.HeadOfficeId);
            var path = Invitations.Add(db, TimeProvider.System, By.CommandLine, address, called, RoleCatalog.Current.Role(GrantRules.Administrator)!, head, Stamp.Today(TimeProvider.System), null);
            db.SaveChanges();
            Console.WriteLine((SiteOperator.FromEnvironment().PublicUrl ?? WebServer.DefaultUrl) + path);
            Console.Error.WriteLine("give this link to that person alone; it is not shown again");
            return 0;
        });
    }
}
