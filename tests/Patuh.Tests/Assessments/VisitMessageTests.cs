using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.FocalPoints;
using Patuh.Assessments.Visits;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteVisitMessageTests : VisitMessageTests<SqliteDatabase>;

public sealed class PostgresVisitMessageTests : VisitMessageTests<PostgresDatabase>;

/// <summary>The messages about a notice: to whom, what becomes of them, and what that means for the visits.</summary>
public abstract class VisitMessageTests<T> : VisitSite<T> where T : TestDatabase, new()
{
    [Fact]
    public async Task After_a_message_that_failed_another_goes_to_the_deputy()
    {
        using var assessor = await Noticed("Budi", "+6281398765432");
        var page = await assessor.Get(Letters);
        Assert.Equal(["narahubung", "wakil"], page.Page.QuerySelectorAll("#kepada input[type=radio]").Select(r => r.GetAttribute("value")));
        Assert.Equal("narahubung", page.Page.QuerySelector("#kepada input[checked]")!.GetAttribute("value"));
        Assert.NotNull((await assessor.Send(Letters, Letters + "?handler=Pesan", ("kepada", "bupati"))).Page.QuerySelector(".govuk-error-summary a[href='#kepada']"));
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Pesan")).Status);
        // one that is ready is sent, or fails, before another
        Assert.Contains("Pesan kepada Dewi sudah siap", (await assessor.PostWithToken(Letters + "?handler=Pesan", Letters)).Text, StringComparison.Ordinal);
        var gagal = Letters + "?handler=Gagal";
        Assert.NotNull((await assessor.Send(Letters, gagal, ("sebab", ""))).Page.QuerySelector(".govuk-error-summary a[href='#sebab']"));
        Assert.Equal(303, (await assessor.Send(Letters, gagal, ("sebab", "nomor tidak di WhatsApp"))).Status);
        Assert.Contains("gagal: nomor tidak di WhatsApp", (await assessor.Get(Letters)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Pesan", ("kepada", "wakil"))).Status);
        page = await assessor.Get(Letters);
        var link = Uri.UnescapeDataString(page.Page.QuerySelector("a[href^='https://wa.me/6281398765432']")!.GetAttribute("href")!);
        Assert.Contains("Budi", link, StringComparison.Ordinal);
        Assert.Contains("Pesan sebelumnya", page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Terkirim")).Status);
        Assert.All(Visits(), v => Assert.Equal(VisitState.Notified, v.State));
        using var db = Live.Site.Database.Open();
        Assert.Equal([("Dewi", "+6281234567890"), ("Budi", "+6281398765432")], db.Set<ContactMessageRow>().OrderBy(m => m.Id).AsEnumerable().Select(m => (m.ToName, m.ToAddress)));
    }

    [Fact]
    public async Task A_deputy_without_a_number_is_not_offered_and_one_with_a_fixed_line_is_called()
    {
        using var assessor = await Noticed("Budi", null);
        var page = await assessor.Get(Letters);
        Assert.Contains("Nomor telepon wakilnya, Budi, tidak terdaftar", page.Text, StringComparison.Ordinal);
        Assert.NotNull((await assessor.Send(Letters, Letters + "?handler=Pesan", ("kepada", "wakil"))).Page.QuerySelector(".govuk-error-summary a[href='#kepada']"));
        using (var db = Live.Site.Database.Open())
            db.Set<FocalPointRow>().ExecuteUpdate(p => p.SetProperty(x => x.DeputyPhone, "+62732555123"));
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Pesan", ("kepada", "wakil"))).Status);
        page = await assessor.Get(Letters);
        Assert.Null(page.Page.QuerySelector("a[href^='https://wa.me/']"));
        Assert.NotNull(page.Page.QuerySelector("a[href='tel:+62732555123']"));
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("delivered")]
    [InlineData("acknowledged")]
    public async Task What_is_recorded_on_the_focal_points_page_notifies_the_visits_too(string state)
    {
        using var assessor = await Noticed();
        await assessor.Send(Letters, Letters + "?handler=Pesan");
        Assert.Equal(303, (await Record(assessor, "Keadaan", ("keadaan", state))).Status);
        Assert.All(Visits(), v => Assert.Equal(VisitState.Notified, v.State));
        using var db = Live.Site.Database.Open();
        Assert.Equal(Visits().Count, db.Set<AuditEventRow>().Count(e => e.Action == "visit.recorded"));
        // and another message can be prepared
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Pesan")).Status);
    }

    [Fact]
    public async Task A_message_that_failed_after_all_leaves_its_visits_planned_until_another_arrives()
    {
        using var assessor = await Noticed("Budi", "+6281398765432");
        await assessor.Send(Letters, Letters + "?handler=Pesan");
        await assessor.Send(Letters, Letters + "?handler=Terkirim");
        var first = Messages()[0];
        // one that is known to the agency by other means stays notified
        var by = Visits()[0];
        using (var db = Live.Site.Database.Open())
        {
            db.Update(by with { MessageId = null });
            db.SaveChanges();
        }
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Gagal", ("sebab", "tidak sampai"))).Status);
        Assert.All(Visits(), v => Assert.Equal(v.Id == by.Id ? VisitState.Notified : VisitState.Planned, v.State));
        // put right, and then another message arrives too
        Assert.Equal(303, (await Record(assessor, "Betulkan", ("keadaan", "delivered"), ("alasan", "ternyata sampai"))).Status);
        Assert.All(Visits(), v => Assert.Equal(VisitState.Notified, v.State));
        await assessor.Send(Letters, Letters + "?handler=Pesan", ("kepada", "wakil"));
        await assessor.Send(Letters, Letters + "?handler=Terkirim");
        Assert.Equal(303, (await Record(assessor, first.Id, "Betulkan", ("keadaan", "failed"), ("alasan", "tidak sampai"))).Status);
        Assert.All(Visits(), v => Assert.Equal(VisitState.Notified, v.State));
        Assert.Equal(303, (await Record(assessor, Messages()[0].Id, "Betulkan", ("keadaan", "prepared"), ("alasan", "belum dikirim"))).Status);
        Assert.Equal(Visits().Count - 1, Visits().Count(v => v.State == VisitState.Planned));
    }

    [Fact]
    public async Task A_plan_that_changed_since_the_notice_is_not_announced_by_its_message()
    {
        using var assessor = await Noticed();
        await assessor.Send(Letters, Letters + "?handler=Pesan");
        await Move(assessor, Visits()[0], "2024-07-22", "09:00");
        Assert.Equal(303, (await Record(assessor, "Keadaan", ("keadaan", "sent"))).Status);
        Assert.All(Visits(), v => Assert.Equal(VisitState.Planned, v.State));
    }

    private async Task<Visitor> Noticed(string? deputy = null, string? phone = null)
    {
        var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        await assessor.Send(Letters, Letters + "?handler=Buat");
        Register(deputy, phone);
        return assessor;
    }

    private Task<Answer> Record(Visitor visitor, string handler, params (string Name, string Value)[] fields) => Record(visitor, Messages()[0].Id, handler, fields);

    private static Task<Answer> Record(Visitor visitor, string message, string handler, params (string Name, string Value)[] fields) => visitor.Send($"{FocalPoint}?pesan={message}", $"{FocalPoint}?handler={handler}", fields);

    private List<ContactMessageRow> Messages()
    {
        using var db = Live.Site.Database.Open();
        return [.. db.Set<ContactMessageRow>().OrderByDescending(m => m.Id)];
    }
}
