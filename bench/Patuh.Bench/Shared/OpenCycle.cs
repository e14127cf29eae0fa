using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patuh.Accounts.Invite;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Roles;
using Patuh.Accounts.Sessions;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Bench.Shared;

/// <summary>A cycle of all agencies whose data collection is going on, and people who are signed in, strong, in every office, each with a unit.</summary>
internal static partial class OpenCycle
{
    public static IReadOnlyList<Assessor> Prepare(Place place, int people)
    {
        var setup = new ServerSetup(place.Configuration, "http://127.0.0.1:0", [.. SiteParts.All, new SitePart(s => s.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000), _ => { })]) { Keys = place.KeyFolder, Seals = place.SealFiles, Files = FileSettings.Of(place.Files) };
        using var app = WebServer.Build(setup);
        app.Start();
        using var db = place.Configuration.Open();
        var time = TimeProvider.System;
        var today = Stamp.Today(time);
        var id = new CycleFactory(db, time).Create(By.CommandLine, today.Year, CycleKind.Simulated);
        db.Set<CycleStageRow>().Where(s => s.Stage == Stages.Collection).ExecuteUpdate(s => s.SetProperty(x => x.BeginsOn, Stamp.Of(today.AddDays(-1))).SetProperty(x => x.EndsOn, Stamp.Of(today.AddDays(30))));
        new CycleOpening(db, time).Open(By.CommandLine, id, default).GetAwaiter().GetResult();
        var units = Units(db, people);
        var assessors = new List<Assessor>();
        foreach (var (unit, cells) in units)
        {
            var path = Invitations.Add(db, time, By.CommandLine, $"asesor{assessors.Count}@contoh.go.id", $"Asesor {assessors.Count}", RoleCatalog.Current.Role("assessor")!, db.Find<OrganisationRow>(unit.OfficeId)!, today.AddDays(-1), null);
            db.SaveChanges();
            db.ChangeTracker.Clear();
            assessors.Add(new Assessor(Accept(app.Urls.Single(), path), unit.Id, cells));
        }
        db.Set<SessionRow>().ExecuteUpdate(s => s.SetProperty(x => x.Strong, true));
        app.StopAsync().GetAwaiter().GetResult();
        return assessors;
    }

    private static string Accept(string address, string path)
    {
        var jar = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = jar }) { BaseAddress = new Uri(address) };
        var page = http.GetStringAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult();
        using var answer = http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([new("nama", "Asesor"), new("sandi", "kopi tubruk sore hari"), new("__RequestVerificationToken", Token(page))])).GetAwaiter().GetResult();
        return (int)answer.StatusCode == 303 ? jar.GetCookieHeader(new Uri(address + "/kerja")) : throw new InvalidOperationException($"invitation: {(int)answer.StatusCode}");
    }

    /// <summary>What a form of ours must send back; empty where there is none.</summary>
    public static string Token(string page) => HiddenToken().Match(page).Groups[1].Value;

    /// <summary>One unit after another of every office in turn.</summary>
    private static List<(AssessmentRow Unit, List<Cell> Cells)> Units(PatuhDb db, int people)
    {
        var byOffice = db.Set<AssessmentRow>().Where(a => a.Level == AssessmentLevel.Unit && a.OfficeId != null).OrderBy(a => a.Id).AsEnumerable().GroupBy(a => a.OfficeId!).ToDictionary(g => g.Key, g => g.ToList());
        var subjects = db.Set<AssessmentSubjectRow>().AsEnumerable().ToLookup(s => s.AssessmentId);
        var offices = RegionalOffices.All.Where(o => byOffice.ContainsKey(o.Id)).ToList();
        return [.. Enumerable.Range(0, people).Select(p =>
        {
            var own = byOffice[offices[p % offices.Count].Id];
            var unit = own[p / offices.Count % own.Count];
            var method = InstrumentLibrary.Get(unit.InstrumentId).Instrument;
            var cells = method.Dimensions.Where(d => d.Level == Level.Unit).SelectMany(d => d.Variables).SelectMany(v => v.Indicators)
                .SelectMany(i => SubjectRole.Of(i.Subject) is { } role ? subjects[unit.Id].Where(s => s.Role == role).Select(s => new Cell(i.Code, s.Id)) : [new Cell(i.Code, "")]).ToList();
            return (unit, cells);
        })];
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenToken();
}
