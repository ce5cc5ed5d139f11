namespace OrgWork.Cadres;

/// <summary>民主测评 of a year's sheet (C6.3), a duty report (C6.14) and a team inspected before a term change (C4.9). Whoever appraises votes once; sums and signing-off are the poll engine's, and what was signed stands on the sheet.</summary>
static class AppraisalPolls
{
    static readonly CodeSet YearMarks = new("year_appraisal", "测评等次", "党政领导干部考核工作条例", [new("1", "优秀"), new("2", "称职（班子：良好）"), new("3", "基本称职（班子：一般）"), new("4", "不称职（班子：较差）")]);
    static readonly CodeSet DutyMarks = new("duty_appraisal", "评议等次", "本平台", [new("1", "好"), new("2", "较好"), new("3", "一般"), new("4", "较差")]);
    static readonly CodeSet TermMarks = new("term_appraisal", "测评等次", "本平台", [new("1", "好（优秀）"), new("2", "较好（称职）"), new("3", "一般（基本称职）"), new("4", "差（不称职）")]);
    static readonly Basis Online = Basis.Practice("网上测评办法（本单位）");

    public static readonly PollKind Year = new()
    {
        Id = "year-appraisals", Title = "年度考核民主测评", Form = PollForm.Each, Choices = YearMarks, Favourable = ["1", "2"], ItemNoun = "测评对象", ShareName = "优秀、称职率", ReadPermission = Assessing.Read, ConductPermission = Assessing.Write, SubjectPath = "cadres/assessment/sheet",
        Groups = [new("参加测评的人员")], IsOnline = true, Minimum = PollRules.Minimum("cadres.year-appraisals.minimum", Online),
        Proposed = (db, subject, stop) => ProposedAsync(db, "select unit_name || ' ' || year || ' 年度民主测评' from assessment_sheet where id = @subject", OnSheet, subject, stop),
        Ready = async (db, subject, day, stop) => await StateAsync(db, "assessment_sheet", subject, stop) switch { null => "请从年度考核的单位考核表设票", "1" => null, _ => "等次已经决定，不再测评" },
        Signed = YearSignedAsync, Voided = YearVoidedAsync,
    };

    public static readonly PollKind Duty = new()
    {
        Id = "duty-appraisals", Title = "述职评议", Form = PollForm.Each, Choices = DutyMarks, Favourable = ["1", "2"], ItemNoun = "述职人", ShareName = "好、较好率", ReadPermission = Assessing.Read, ConductPermission = Assessing.Write, SubjectPath = "cadres/duty-reports",
        Groups = [new("评议人员")], IsOnline = true, TakesRemarks = true, Minimum = PollRules.Minimum("cadres.duty-appraisals.minimum", Online),
        Proposed = (db, subject, stop) => ProposedAsync(db, "select title || '评议' from duty_report where id = @subject", OfReport, subject, stop),
        Ready = async (db, subject, day, stop) => await StateAsync(db, "duty_report", subject, stop) switch { null => "请从述职考核的一份述职设票", "1" => "还没有交述职报告，交了再评议", "2" => null, _ => "已经评议过" },
        Signed = DutySignedAsync, Voided = DutyVoidedAsync,
    };

    public static readonly PollKind Term = new()
    {
        Id = "term-appraisals", Title = "换届考察民主测评", Form = PollForm.Each, Choices = TermMarks, Favourable = ["1", "2"], ItemNoun = "测评对象", ShareName = "好、较好率", ReadPermission = TermChanges.Persons, ConductPermission = TermChanges.Arrange, SubjectPath = "cadres/term-inspections",
        Groups = [new("参加测评的人员")],
        Proposed = (db, subject, stop) => ProposedAsync(db, "select name || '换届考察民主测评' from term_inspection where id = @subject", AtInspection, subject, stop),
        Ready = async (db, subject, day, stop) => await StateAsync(db, "term_inspection", subject, stop) switch { null => "请从换届考察的班子设票", "1" => null, _ => "考察已有报告，不再测评" },
        Signed = TermSignedAsync, Voided = TermVoidedAsync,
    };

    public static IReadOnlyList<PollKind> All => [Year, Duty, Term];

    // What is on the ballot. Two of the same name are told apart by their posts.
    const string Named = "case when count(*) over (partition by c.name) > 1 then c.name || '（' || coalesce(c.post_title, '第 ' || p.rank_order || ' 名') || '）' else c.name end";
    const string OnSheet = $"select id, title from (select p.id, {Named} as title, 1 as part, p.rank_order from assessment_line p join cadre c on c.id = p.cadre_id where p.assessment_sheet_id = @subject and p.removed_at is null union all select t.id, '班子：' || t.name, 0, t.rank_order from assessment_team t where t.assessment_sheet_id = @subject and t.removed_at is null) x order by part, rank_order, id";
    const string OfReport = "select d.id, c.name as title from duty_report d join cadre c on c.id = d.cadre_id where d.id = @subject";
    const string AtInspection = $"select id, title from (select i.id, '班子：' || i.name as title, 0 as part, 0 as rank_order from term_inspection i where i.id = @subject union all select p.id, {Named}, 1, p.rank_order from term_inspected p join cadre c on c.id = p.cadre_id where p.term_inspection_id = @subject and p.removed_at is null) x order by part, rank_order, id";

    static async Task<(string Title, IReadOnlyList<string> Items)?> ProposedAsync(Db db, string title, string items, Guid subject, CancellationToken stop) =>
        await db.FirstAsync<string>(title, new { subject }, stop) is not { } words ? null : (words, [.. (await db.QueryAsync<(Guid Id, string Title)>(items, new { subject }, stop)).Select(one => one.Title)]);

    static Task<string?> StateAsync(Db db, string table, Guid? subject, CancellationToken stop) => db.FirstAsync<string>($"select state from {table} where id = @subject and removed_at is null", new { subject }, stop);

    /// <summary>What was marked of each that had to be on the ballot; a text when the ballot is not the list as it stands.</summary>
    static async Task<(IReadOnlyList<(Guid Id, int[] Marks)> Marks, string? Fault)> MarksAsync(Db db, PollResult result, string items, CancellationToken stop)
    {
        if (result.Poll.HeldOn > Clock.Today) return ([], "测评日期晚于今天，请到那天再签认");
        var asked = await db.QueryAsync<(Guid Id, string Title)>(items, new { subject = result.Poll.SubjectId }, stop);
        var tally = result.Tally;
        if (tally.Items.FirstOrDefault(item => asked.All(one => one.Title != item.Title)) is { } strange) return ([], $"“{strange.Title}”不是这次的测评对象；名单改过的，作废后重新设票");
        // Whoever takes no part in the year's assessment may be left off its ballot; without votes nobody is graded.
        var there = asked.Where(one => tally.Items.Any(item => item.Title == one.Title)).ToList();
        if (result.Kind != Year && asked.Except(there).Select(one => one.Title).FirstOrDefault() is { } lacking) return ([], $"测评票上缺“{lacking}”；作废后重新设票");
        return ([.. there.Select(one => (one.Id, tally.Choices.Select(choice => tally.Votes(tally.Items.First(item => item.Title == one.Title), choice)).ToArray()))], null);
    }

    static string Words(TallyGroup whole) => $"发出 {whole.Issued}，收回 {whole.Returned}，有效 {whole.Valid}";

    static Task TellAsync(Db db, string register, Guid id, string path, string title, string? before, string? now, CancellationToken stop) => db.RecordAsync(new(DeedKind.Update, register, id, path, title, [new("民主测评", before, now)]), stop);

    const string SheetBack = "returning id, locality_path as path, unit_name || ' ' || year || ' 年度考核' as title";

    static async Task<string?> YearSignedAsync(Db db, PollResult result, CancellationToken stop)
    {
        var (marks, fault) = await MarksAsync(db, result, OnSheet, stop);
        if (fault is not null) return fault;
        var whole = result.Tally.Whole;
        // Whoever signs has put something into the sheet, and does not decide it.
        if (await db.FirstAsync<(Guid Id, string Path, string Title)?>($"update assessment_sheet set filled_by = case when @actor <> all (filled_by) then filled_by || @actor else filled_by end, appraised_on = @day, issued = @Issued, returned = @Returned, valid = @Valid, version = version + 1, changed_at = now(), changed_by = @actor where id = @subject and state = '1' and appraised_on is null {SheetBack}",
            new { subject = result.Poll.SubjectId, day = result.Poll.HeldOn, whole.Issued, whole.Returned, whole.Valid, actor = db.Actor.Id }, stop) is not { } sheet) return "等次已经决定，或者已有签认的测评；要重新测评，先作废原来的";
        foreach (var table in (string[])["assessment_line", "assessment_team"])
            await db.ExecuteAsync($"update {table} l set excellent = w.a, competent = w.b, basic = w.c, poor = w.d, version = l.version + 1, changed_at = now(), changed_by = @actor from unnest(@ids, @a, @b, @c, @d) w (id, a, b, c, d) where l.id = w.id and l.assessment_sheet_id = @Id",
                new { sheet.Id, actor = db.Actor.Id, ids = marks.Select(one => one.Id).ToArray(), a = marks.Select(one => one.Marks[0]).ToArray(), b = marks.Select(one => one.Marks[1]).ToArray(), c = marks.Select(one => one.Marks[2]).ToArray(), d = marks.Select(one => one.Marks[3]).ToArray() }, stop);
        await TellAsync(db, "assessment", sheet.Id, sheet.Path, sheet.Title, null, Words(whole), stop);
        return null;
    }

    static async Task<string?> YearVoidedAsync(Db db, Poll poll, CancellationToken stop)
    {
        if (await db.FirstAsync<(Guid Id, string Path, string Title)?>($"update assessment_sheet set appraised_on = null, issued = null, returned = null, valid = null, version = version + 1, changed_at = now(), changed_by = @actor where id = @SubjectId and state = '1' {SheetBack}", new { poll.SubjectId, actor = db.Actor.Id }, stop) is not { } sheet)
            return "等次已经按这次测评决定，不再作废";
        foreach (var table in (string[])["assessment_line", "assessment_team"])
            await db.ExecuteAsync($"update {table} set excellent = null, competent = null, basic = null, poor = null, version = version + 1, changed_at = now(), changed_by = @actor where assessment_sheet_id = @Id", new { sheet.Id, actor = db.Actor.Id }, stop);
        await TellAsync(db, "assessment", sheet.Id, sheet.Path, sheet.Title, poll.Summary, "作废", stop);
        return null;
    }

    static async Task<string?> DutySignedAsync(Db db, PollResult result, CancellationToken stop)
    {
        var (marks, fault) = await MarksAsync(db, result, OfReport, stop);
        if (fault is not null) return fault;
        var (whole, of) = (result.Tally.Whole, marks[0].Marks);
        if (await db.FirstAsync<(Guid Id, string Path, string Title)?>("update duty_report set appraised_on = @day, issued = @Issued, returned = @Returned, valid = @Valid, good = @a, fair = @b, plain = @c, poor = @d, state = '3', version = version + 1, changed_at = now(), changed_by = @actor where id = @subject and state = '2' and submitted_on <= @day returning id, locality_path as path, title",
            new { subject = result.Poll.SubjectId, day = result.Poll.HeldOn, whole.Issued, whole.Returned, whole.Valid, a = of[0], b = of[1], c = of[2], d = of[3], actor = db.Actor.Id }, stop) is not { } report) return "先交述职报告再评议，评议不能早于交报告；已评议的不再登记";
        await TellAsync(db, "duty-reports", report.Id, report.Path, report.Title, null, Words(whole), stop);
        return null;
    }

    static async Task<string?> DutyVoidedAsync(Db db, Poll poll, CancellationToken stop)
    {
        if (await db.FirstAsync<(Guid Id, string Path, string Title)?>("update duty_report set appraised_on = null, issued = null, returned = null, valid = null, good = null, fair = null, plain = null, poor = null, state = '2', version = version + 1, changed_at = now(), changed_by = @actor where id = @SubjectId and state = '3' returning id, locality_path as path, title", new { poll.SubjectId, actor = db.Actor.Id }, stop) is not { } report)
            return "评议结果已经反馈给本人，不再作废";
        await TellAsync(db, "duty-reports", report.Id, report.Path, report.Title, poll.Summary, "作废", stop);
        return null;
    }

    static async Task<string?> TermSignedAsync(Db db, PollResult result, CancellationToken stop)
    {
        var (marks, fault) = await MarksAsync(db, result, AtInspection, stop);
        if (fault is not null) return fault;
        var (whole, team) = (result.Tally.Whole, marks[0].Marks);
        if (whole.Valid is not > 0) return "没有有效票，作废后重新测评";
        if (await db.FirstAsync<(Guid Id, string Path, string Title)?>("update term_inspection set issued = @Issued, returned = @Returned, valid = @Valid, good = @a, fair = @b, plain = @c, poor = @d, version = version + 1, changed_at = now(), changed_by = @actor where id = @subject and state = '1' and issued is null and began_on <= @day returning id, locality_path as path, name as title",
            new { subject = result.Poll.SubjectId, day = result.Poll.HeldOn, whole.Issued, whole.Returned, whole.Valid, a = team[0], b = team[1], c = team[2], d = team[3], actor = db.Actor.Id }, stop) is not { } inspection) return "考察已有报告，或测评早于进点，或者已有签认的测评；要重新测评，先作废原来的";
        await db.ExecuteAsync("update term_inspected p set valid = @Valid, favourable = w.favourable, version = p.version + 1, changed_at = now(), changed_by = @actor from unnest(@ids, @marks) w (id, favourable) where p.id = w.id and p.term_inspection_id = @Id",
            new { inspection.Id, whole.Valid, ids = marks.Skip(1).Select(one => one.Id).ToArray(), marks = marks.Skip(1).Select(one => one.Marks[0] + one.Marks[1]).ToArray(), actor = db.Actor.Id }, stop);
        await TellAsync(db, "term-inspections", inspection.Id, inspection.Path, inspection.Title, null, Words(whole), stop);
        return null;
    }

    static async Task<string?> TermVoidedAsync(Db db, Poll poll, CancellationToken stop)
    {
        if (await db.FirstAsync<(Guid Id, string Path, string Title)?>("update term_inspection set issued = null, returned = null, valid = null, good = null, fair = null, plain = null, poor = null, version = version + 1, changed_at = now(), changed_by = @actor where id = @SubjectId and state = '1' returning id, locality_path as path, name as title", new { poll.SubjectId, actor = db.Actor.Id }, stop) is not { } inspection)
            return "考察报告用了这次测评，不再作废";
        await db.ExecuteAsync("update term_inspected set valid = null, favourable = null, version = version + 1, changed_at = now(), changed_by = @actor where term_inspection_id = @Id", new { inspection.Id, actor = db.Actor.Id }, stop);
        await TellAsync(db, "term-inspections", inspection.Id, inspection.Path, inspection.Title, poll.Summary, "作废", stop);
        return null;
    }
}
