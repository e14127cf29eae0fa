using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Assessments.Workbook;

public sealed class SqliteWorkbookTests : WorkbookTests<SqliteDatabase>;

public sealed class PostgresWorkbookTests : WorkbookTests<PostgresDatabase>;

/// <summary>Workbooks that are downloaded, filled in and brought back.</summary>
public abstract class WorkbookTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Value = "E", Note = "F", NaReason = "G", ChangeReason = "H", Consent = "E";

    private readonly LiveCycle<T> cycle = new();

    private WorkSite<T> Site => cycle.Site;

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static object Answer(string assessment, string indicator, string value, string subject = "", string[]? after = null, string? id = null, string kind = "assessed", string reason = "", string note = "") =>
        LiveCycle<T>.Answer(assessment, indicator, value, subject, after, id, kind, reason, note);

    [Fact]
    public async Task A_workbook_that_comes_back_as_it_was_changes_nothing_whatever_it_holds()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        string[] notes = ["baris satu\nbaris dua", "=1+1", "007", "😀 é ꦲ", "_x0041_ & <b> \" '", "\t- rapi\u0007 -"];
        object[] answers = [.. cycle.All(unit, n => (n % 6).ToString(System.Globalization.CultureInfo.InvariantCulture))];
        await assessor.Send([.. answers.Skip(33)]);
        await assessor.Send([.. notes.Select((n, i) => Answer(unit.Id, $"in.s{i + 1}", "4", note: n))]);
        await assessor.Send(Answer(unit.Id, "in.s7", "na", reason: "Tidak ada loket"), Answer(unit.Id, "in.s8", "3"), Answer(unit.Id, "in.s8", "5"), Answer(unit.Id, "in.s9", "", note: "menyusul"));
        var book = await assessor.Workbook(unit.Id);
        using (var document = SpreadsheetDocument.Open(new MemoryStream(book.File), false))
            Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath} {e.Description}"));
        Assert.Equal("baris satu\nbaris dua", book.Get("in.s1|", Note));
        Assert.Equal("Bertentangan: 3 | 5", book.Get("in.s8|", "M"));
        var before = Events();
        var preview = await assessor.Upload(unit.Id, book.File);
        Assert.True(preview.Status == 200, preview.Text);
        Assert.Contains("baris sama dengan yang sudah tersimpan", preview.Text, StringComparison.Ordinal);
        Assert.Equal(before, Events());
    }

    [Fact]
    public async Task What_is_filled_in_counts_and_the_same_workbook_again_changes_nothing()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var officer = cycle.Subjects(unit.Id, SubjectRole.Officer)[0].Id;
        var book = await assessor.Workbook(unit.Id);
        book.Set("in.s1|", Value, 5.0).Set("in.s2|", Value, "4 ").Set("in.s3|", Value, "4,0").Set("in.s4|", Value, "NA").Set("in.s4|", NaReason, "Tidak ada lift").Set("in.s5|", Value, 0.0).Set("in.s5|", Note, "SK tidak ada\nlihat foto")
            .Set($"in.k1|{officer}", Value, 3.0);
        var preview = await assessor.Upload(unit.Id, book.File);
        Assert.Equal("6", preview.Counts()["Baru"]);
        Assert.Empty(cycle.Heads(unit.Id));
        Assert.Equal("Buku kerja sudah diimpor.", await assessor.Confirm(unit.Id, preview));
        Assert.Equal(["in.k1/" + officer + " 3", "in.s1 5", "in.s2 4", "in.s3 4", "in.s4 na", "in.s5 0"], cycle.Heads(unit.Id).Select(h => $"{h.Key} {h.Value}").Order());
        Assert.Equal(6, cycle.Parts(unit.Id)["input"].Given);
        using (var db = Site.Database.Open())
        {
            Assert.All(db.Set<AnswerEventRow>(), e => Assert.Equal(AnswerSource.Workbook, e.Source));
            Assert.Equal("SK tidak ada\nlihat foto", db.Set<AnswerEventRow>().Single(e => e.Indicator == "in.s5").Note);
            var audit = db.Set<AuditEventRow>().Single(e => e.Action == "workbook.imported");
            Assert.Contains("\"answers\":6,\"people\":0", audit.AfterJson, StringComparison.Ordinal);
            Assert.Equal(1, db.Set<AuditEventRow>().Count(e => e.Action == "answers.saved"));
        }
        // again: from the file, and from the page that is still open
        Assert.Contains("baris sama dengan yang sudah tersimpan", (await assessor.Upload(unit.Id, book.File)).Text, StringComparison.Ordinal);
        Assert.Equal("Buku kerja ini sudah pernah diimpor; tidak ada yang berubah.", await assessor.Confirm(unit.Id, preview));
        Assert.Equal(6, Events());
        // and when it was changed elsewhere since, the same workbook still changes nothing
        await assessor.Send(Answer(unit.Id, "in.s1", "2", after: [Head(unit.Id, "in.s1")]));
        Assert.Contains("baris sama dengan yang sudah tersimpan", (await assessor.Upload(unit.Id, book.File)).Text, StringComparison.Ordinal);
        Assert.Equal("2", cycle.Heads(unit.Id)["in.s1"]);
    }

    [Fact]
    public async Task Whoever_goes_on_filling_in_the_same_workbook_does_not_contradict_themselves()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var book = await assessor.Workbook(unit.Id);
        foreach (var value in (double[])[4, 5, 4, 5, 4])
        {
            await assessor.Import(unit.Id, book.Set("in.s1|", Value, value));
            Assert.Equal($"{value}", cycle.Heads(unit.Id)["in.s1"]);
        }
        Assert.Equal("1", (await assessor.Upload(unit.Id, book.Set("in.s1|", Value, null).File)).Counts()["Ditarik kembali"]);
        await assessor.Import(unit.Id, book);
        Assert.Equal("", cycle.Heads(unit.Id)["in.s1"]);
        Assert.Equal(0, cycle.Parts(unit.Id)["input"].Given);
    }

    [Fact]
    public async Task What_was_changed_meanwhile_at_the_desk_is_a_contradiction_to_be_seen_and_not_overwritten()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var first = Guid.CreateVersion7().ToString();
        await assessor.Send(Answer(unit.Id, "in.s1", "5", id: first));
        var book = await assessor.Workbook(unit.Id);
        await assessor.Send(Answer(unit.Id, "in.s1", "2", after: [first]));
        var preview = await assessor.Upload(unit.Id, book.Set("in.s1|", Value, 4.0).File);
        Assert.Equal("1", preview.Counts()["Bertentangan"]);
        Assert.Contains("berdampingan sampai ada yang memutuskan", preview.Text, StringComparison.Ordinal);
        await assessor.Confirm(unit.Id, preview);
        Assert.Equal("2|4", cycle.Heads(unit.Id)["in.s1"]);
        // the next workbook knows both, and settles it
        var next = await assessor.Workbook(unit.Id);
        await assessor.Import(unit.Id, next.Set("in.s1|", Value, 4.0));
        Assert.Equal("4", cycle.Heads(unit.Id)["in.s1"]);
    }

    [Fact]
    public async Task Changing_anothers_answer_asks_for_a_reason_and_a_held_pen_keeps_apart()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send(Answer(unit.Id, "in.s1", "5"));
        using var second = await Site.Strong("rekan@contoh.go.id", "assessor", "perwakilan-bengkulu");
        var book = (await second.Workbook(unit.Id)).Set("in.s1|", Value, 3.0);
        var refused = await second.Upload(unit.Id, book.File);
        Assert.Equal(400, refused.Status);
        Assert.StartsWith($"{book.Place("in.s1|", ChangeReason)}: Tulis alasannya", Assert.Single(refused.Wrong()), StringComparison.Ordinal);
        var preview = await second.Upload(unit.Id, book.Set("in.s1|", ChangeReason, "SK sudah tidak berlaku").File);
        Assert.Equal("1", preview.Counts()["Disimpan terpisah"]);
        using (var db = Site.Database.Open())
            await db.Set<AssessmentPartRow>().ExecuteUpdateAsync(p => p.SetProperty(x => x.PenId, (string?)null));
        await second.Import(unit.Id, book);
        Assert.Equal("3", cycle.Heads(unit.Id)["in.s1"]);
        using var after = Site.Database.Open();
        Assert.Equal("SK sudah tidak berlaku", after.Set<AnswerEventRow>().Single(e => e.Value == "3").Reason);
        // looking alone takes no pen
        Assert.Equal(1, after.Set<AssessmentPartRow>().Count(p => p.PenId != null));
    }

    [Fact]
    public async Task New_users_are_numbered_without_names_and_only_with_their_consent()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var book = await assessor.Workbook(unit.Id);
        var asked = book.Keys().Where(k => k.EndsWith("user#1", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, asked.Count);
        foreach (var key in asked)
            book.Set(key, Value, 4.0).Set(key.Replace("#1", "#2", StringComparison.Ordinal), Value, 5.0);
        var refused = await assessor.Upload(unit.Id, book.Set("user#1", Consent, "ya").Set("user#3", Consent, "tidak").File);
        Assert.Equal(2, refused.Wrong().Count);
        Assert.Contains(refused.Wrong(), w => w.StartsWith(book.Place("user#2", Consent) + ": Pengguna baru 2 ada jawabannya. Tulis ya", StringComparison.Ordinal));
        Assert.Contains(refused.Wrong(), w => w.StartsWith(book.Place("user#3", Consent) + ": tulis ya, atau kosongkan", StringComparison.Ordinal));
        Assert.Empty(cycle.Subjects(unit.Id, SubjectRole.User));
        var preview = await assessor.Upload(unit.Id, book.Set("user#2", Consent, "Ya").Set("user#3", Consent, null).File);
        Assert.Equal(("2", "10"), (preview.Counts()["Responden baru"], preview.Counts()["Baru"]));
        await assessor.Confirm(unit.Id, preview);
        await assessor.Confirm(unit.Id, preview);
        var users = cycle.Subjects(unit.Id, SubjectRole.User);
        Assert.Equal([1, 2], users.Select(u => u.Number));
        Assert.All(users, u => Assert.Equal(("", true), (u.Name, u.ConsentedAt is not null)));
        Assert.Equal(10, cycle.Heads(unit.Id).Count);
        Assert.Contains("baris sama dengan yang sudah tersimpan", (await assessor.Upload(unit.Id, book.File)).Text, StringComparison.Ordinal);
        // the next workbook has them as users 1 and 2, and room for more
        var next = await assessor.Workbook(unit.Id);
        Assert.Equal("4", next.Get($"{asked[0].Split('|')[0]}|{users.OrderBy(u => u.Number).First().Id}", Value));
        Assert.Contains("user#1", string.Join(' ', next.Keys()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_by_cell_and_nothing_is_imported()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var book = await assessor.Workbook(unit.Id);
        var (officers, products) = (cycle.Subjects(unit.Id, SubjectRole.Officer), cycle.Subjects(unit.Id, SubjectRole.Product));
        string K(int n) => $"in.k{n}|{officers[0].Id}";
        book.Set("in.s1|", Value, 5.0).Set("in.s2|", Value, WorkbookEditor.Formula("2+2")).Set("in.s3|", Value, 6.0).Set("in.s4|", Value, "lima").Set("in.s5|", Value, 4.5).Set("in.s6|", Value, "na")
            .Set("in.s7|", Note, new string('x', 2001)).Set("in.s8|", Note, WorkbookEditor.Formula("A1")).Set(K(1), Value, -1.0).Set(K(2), Value, "4,5,6")
            .Edit(b => Date(b, K(3))).Edit(b => Merge(b, "Input", K(4), K(5)));
        var first = book.Keys()[0];
        book.EditSheet("Proses", data => data.Append(new Row(new Cell { CellReference = "E900", CellValue = new CellValue(3) }) { RowIndex = 900 }));
        var refused = await assessor.Upload(unit.Id, book.File);
        Assert.Equal(400, refused.Status);
        var wrong = refused.Wrong();
        (string Place, string Says)[] expected =
        [
            (book.Place("in.s2|", Value), "berisi rumus"), (book.Place("in.s3|", Value), "6 di luar skala. Isi 0–5"), (book.Place("in.s4|", Value), "“lima” bukan angka"),
            (book.Place("in.s5|", Value), "4,5: terlalu banyak angka di belakang koma"), (book.Place("in.s6|", NaReason), "Tulis alasannya"), (book.Place("in.s7|", Note), "terlalu panjang"),
            (book.Place("in.s8|", Note), "berisi rumus"), (book.Place(K(1), Value), "-1 di luar skala"), (book.Place(K(2), Value), "bukan angka"), (book.Place(K(3), Value), "tanggal"),
            (book.Place(K(4), Value) + ":" + book.Place(K(5), Value).Split('!')[1], "digabung"), ("Proses!900", "bukan dari buku kerja"),
        ];
        foreach (var (place, says) in expected)
            Assert.Contains(wrong, w => w.StartsWith(place + ": ", StringComparison.Ordinal) && w.Contains(says, StringComparison.Ordinal));
        Assert.Equal(expected.Length, wrong.Count);
        Assert.Contains("Tidak ada yang diimpor", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, Events());
        Assert.NotEmpty(first + products[0].Id);
    }

    [Fact]
    public async Task Names_and_order_may_change_for_rows_know_themselves()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var book = await assessor.Workbook(unit.Id);
        Assert.Equal(["Petunjuk", "Input", "Proses", "Output", "Pengaduan", "Responden", "patuh"], book.Sheets());
        book.Set("in.s1|", Value, 5.0).Set("in.s2|", Value, 4.0).EditSheet("Input", data =>
        {
            // sorted from the last to the first, beneath headings of one's own
            var rows = data.Elements<Row>().Where(r => r.RowIndex! > 3).ToList();
            foreach (var row in rows)
                row.Remove();
            uint number = 4;
            foreach (var row in Enumerable.Reverse(rows))
            {
                row.RowIndex = number;
                foreach (var cell in row.Elements<Cell>())
                    cell.CellReference = string.Concat(cell.CellReference!.Value!.TakeWhile(char.IsLetter)) + number;
                number++;
                data.Append(row);
            }
            WorkbookEditor.Put(data.Elements<Row>().ElementAt(2), "E", "Skor");
        });
        book.Edit(b =>
        {
            var sheets = b.WorkbookPart!.Workbook!.Sheets!;
            sheets.Elements<Sheet>().First(s => s.Name == "Input").Name = "Lembar saya";
            sheets.Elements<Sheet>().First(s => s.Name == "Output").Remove();
            var extra = b.WorkbookPart.AddNewPart<WorksheetPart>();
            extra.Worksheet = new Worksheet(new SheetData(new Row(new Cell { CellReference = "A1", CellValue = new CellValue(9) }) { RowIndex = 1 }));
            sheets.Append(new Sheet { Name = "Hitungan", SheetId = 99, Id = b.WorkbookPart.GetIdOfPart(extra) });
        });
        var preview = await assessor.Upload(unit.Id, book.File);
        Assert.Contains("tetap seperti semula: Output.", preview.Text, StringComparison.Ordinal);
        Assert.Contains("tidak dibaca: Hitungan.", preview.Text, StringComparison.Ordinal);
        await assessor.Confirm(unit.Id, preview);
        Assert.Equal(["in.s1 5", "in.s2 4"], cycle.Heads(unit.Id).Select(h => $"{h.Key} {h.Value}").Order());
    }

    [Fact]
    public async Task Rows_that_are_there_twice_and_marks_that_are_gone_are_told()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var book = await assessor.Workbook(unit.Id);
        book.Set("in.s1|", "N", "in.s2|").Set("in.s3|", "N", "in.x9|").Set("in.s4|", "O", Guid.CreateVersion7().ToString());
        book.EditSheet("Proses", data => WorkbookEditor.Put(data.Elements<Row>().First(), "F", "")).EditSheet("Output", data => WorkbookEditor.Put(data.Elements<Row>().First(), "N", "patuh:x"));
        var wrong = (await assessor.Upload(unit.Id, book.Set("in.s4|", Value, 3.0).File)).Wrong();
        Assert.Equal(5, wrong.Count);
        Assert.Contains(wrong, w => w.Contains("dua kali", StringComparison.Ordinal));
        Assert.Equal(2, wrong.Count(w => w.Contains("tanda tersembunyi baris ini rusak", StringComparison.Ordinal)));
        Assert.Contains(wrong, w => w.StartsWith("Proses: ada kolom yang hilang", StringComparison.Ordinal));
        Assert.Contains(wrong, w => w.StartsWith("Output: lembar ini bukan dari instrumen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_workbook_of_another_unit_another_kind_or_another_version_is_refused_as_such()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var other = await assessor.Workbook(cycle.Unit("Dinas Sosial").Id);
        Assert.Contains("milik “Dinas Sosial”, bukan “Dinas Kesehatan”", (await assessor.Upload(unit.Id, other.File)).Text, StringComparison.Ordinal);
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var self = await coordinator.Workbook(unit.Id);
        Assert.DoesNotContain("in.k1", string.Join(' ', self.Keys()), StringComparison.Ordinal);
        Assert.Contains("untuk penilaian mandiri", (await assessor.Upload(unit.Id, self.File)).Text, StringComparison.Ordinal);
        var old = (await assessor.Workbook(unit.Id)).EditSheet("patuh", data => WorkbookEditor.Put(data.Elements<Row>().ElementAt(7), "B", "0000"));
        Assert.Contains("dibuat dengan instrumen ombudsman-2023 versi 1", (await assessor.Upload(unit.Id, old.File)).Text, StringComparison.Ordinal);
        var broken = (await assessor.Workbook(unit.Id)).EditSheet("patuh", data => WorkbookEditor.Put(data.Elements<Row>().ElementAt(8), "B", "kemarin"));
        Assert.Contains("Lembar tersembunyi buku kerja ini rusak", (await assessor.Upload(unit.Id, broken.File)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agency_fills_in_its_own_and_sees_and_changes_no_other()
    {
        var unit = cycle.Unit();
        using var assessor = await Site.Visitor().As("assessor");
        await assessor.Send(Answer(unit.Id, "in.s1", "3"));
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var book = await coordinator.Workbook(unit.Id);
        Assert.Equal("", book.Get("in.s1|", Value));
        await coordinator.Import(unit.Id, book.Set("in.s1|", Value, 5.0));
        Assert.Equal(("3", "5"), (cycle.Heads(unit.Id)["in.s1"], cycle.Heads(unit.Id, AnswerKind.Self)["in.s1"]));
        var far = cycle.Unit(agency: "kabupaten-asmat").Id;
        foreach (var path in (string[])[$"/kerja/penilaian/{unit.Id}/buku-kerja.xlsx?jenis=assessed", $"/kerja/penilaian/{far}/buku-kerja.xlsx", WorkbookVisits.Page(far), WorkbookVisits.Page(unit.Id, "assessed"), WorkbookVisits.Page("tidak-ada")])
            Assert.Equal(404, (await coordinator.Get(path)).Status);
        Assert.Equal(404, (await coordinator.Upload(far, book.File)).Status);
        Assert.Equal(404, (await coordinator.Upload(unit.Id, book.File, "assessed")).Status);
        using var auditor = await Site.Visitor().As("auditor");
        Assert.Equal("3", (await auditor.Workbook(unit.Id)).Get("in.s1|", Value));
        Assert.Equal("5", (await auditor.Workbook(unit.Id, "self")).Get("in.s1|", Value));
        Assert.DoesNotContain("Unggah", (await auditor.Get(WorkbookVisits.Page(unit.Id))).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await auditor.Upload(unit.Id, book.File, "self")).Status);
        // what was sealed for one is none of another's
        var preview = await assessor.Upload(unit.Id, (await assessor.Workbook(unit.Id)).Set("in.s2|", Value, 2.0).File);
        using var second = await Site.Strong("rekan@contoh.go.id", "assessor", "perwakilan-bengkulu");
        var parcel = preview.Page.QuerySelector("input[name=isi]")!.GetAttribute("value")!;
        var stolen = await second.PostWithToken(WorkbookVisits.Page(unit.Id) + "?handler=Impor", "/kerja", ("isi", parcel));
        Assert.Equal(400, stolen.Status);
        Assert.Contains("Unggah buku kerjanya sekali lagi", stolen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_its_stage_no_workbook_is_taken_and_what_is_refused_by_now_is_not_kept_by_halves()
    {
        using var assessor = await Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send(Answer(unit.Id, "in.s1", "5"));
        var book = (await assessor.Workbook(unit.Id)).Set("in.s1|", Value, 4.0).Set("in.s2|", Value, 4.0).Set("in.s3|", Value, 4.0);
        var preview = await assessor.Upload(unit.Id, book.File);
        // the answer's id is taken by something else before it is confirmed
        var draft = preview.Page.QuerySelector("input[name=isi]")!.GetAttribute("value")!;
        using (var db = Site.Database.Open())
            await db.Set<AssessmentRow>().Where(a => a.Id == unit.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, AssessmentStatus.Refused));
        var late = await assessor.PostWithToken(WorkbookVisits.Page(unit.Id) + "?handler=Impor", "/kerja", ("isi", draft));
        Assert.Equal(400, late.Status);
        Assert.Contains("Unit ini tidak dinilai", late.Text, StringComparison.Ordinal);
        Assert.Equal(1, Events());
        using (var db = Site.Database.Open())
            await db.Set<AssessmentRow>().Where(a => a.Id == unit.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, AssessmentStatus.Assessed));
        Site.Clock.Now = new DateTimeOffset(2024, 10, 16, 3, 0, 0, TimeSpan.Zero);
        using var after = await Site.Visitor().As("assessor");
        Assert.Contains("sudah ditutup", (await after.Get(WorkbookVisits.Page(unit.Id))).Text, StringComparison.Ordinal);
        Assert.Contains("Tidak ada yang diimpor", (await after.Upload(unit.Id, book.File)).Text, StringComparison.Ordinal);
        Assert.Equal(1, Events());
    }

    [Fact]
    public async Task A_method_of_the_agency_itself_has_a_workbook_too()
    {
        Site.Clock.Now = new DateTimeOffset(2025, 3, 10, 3, 0, 0, TimeSpan.Zero);
        string id;
        using (var db = Site.Database.Open())
        {
            new CycleFactory(db, Site.Clock).Create(By.CommandLine, 2025, CycleKind.Real);
            Assert.True(await new CycleOpening(db, Site.Clock).Open(By.CommandLine, "2025", default));
            id = db.Set<AssessmentRow>().Single(a => a.CycleId == "2025" && a.AgencyId == "kabupaten-lebong" && a.Level == AssessmentLevel.Agency).Id;
            var day = "2025-03-10";
            await db.Set<CycleStageRow>().Where(s => s.CycleId == "2025" && s.Stage == Stages.Collection).ExecuteUpdateAsync(s => s.SetProperty(x => x.BeginsOn, day));
        }
        using var assessor = await Site.Visitor().As("assessor");
        var book = await assessor.Workbook(id);
        var number = book.Keys().First(k => k.EndsWith('|'));
        await assessor.Import(id, book.Set(number, Value, "87,25"));
        using var check = Site.Database.Open();
        Assert.Equal("87.25", check.Set<AnswerHeadRow>().Single(h => h.AssessmentId == id).Value);
        Assert.Contains("baris sama dengan", (await assessor.Upload(id, (await assessor.Workbook(id)).File)).Text, StringComparison.Ordinal);
    }

    private int Events()
    {
        using var db = Site.Database.Open();
        return db.Set<AnswerEventRow>().Count();
    }

    private string Head(string assessment, string indicator)
    {
        using var db = Site.Database.Open();
        return db.Set<AnswerHeadRow>().Single(h => h.AssessmentId == assessment && h.Indicator == indicator).EventId;
    }

    private static void Date(SpreadsheetDocument book, string key)
    {
        var formats = book.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!;
        formats.Append(new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true });
        var row = WorkbookEditor.Data(book, "Input").Elements<Row>().First(r => WorkbookEditor.Key(r) == key);
        WorkbookEditor.Put(row, Value, 45416.0);
        row.Elements<Cell>().First(c => c.CellReference == Value + row.RowIndex).StyleIndex = (uint)formats.Count() - 1;
    }

    private static void Merge(SpreadsheetDocument book, string sheet, string from, string to)
    {
        var data = WorkbookEditor.Data(book, sheet);
        uint Row(string key) => data.Elements<Row>().First(r => WorkbookEditor.Key(r) == key).RowIndex!;
        data.InsertAfterSelf(new MergeCells(new MergeCell { Reference = $"{Value}{Row(from)}:{Value}{Row(to)}" }));
    }
}
