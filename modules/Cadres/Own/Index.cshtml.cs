using Microsoft.AspNetCore.Mvc;
using OrgWork.Ui.Registers;

namespace OrgWork.Cadres.Own;

/// <summary>我的干部档案, with the assessments, the duty reports and what the person asks for.</summary>
[Needs(CadreCorrections.Own, Write = CadreCorrections.Ask), TakesFiles(21)]
public sealed class IndexModel(Db db, Here here, RuleChecks checks) : OwnPageModel(CadreCorrections.Corrections, db, here)
{
    public sealed record Person : IOwnRecord
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string LocalityPath { get; init; } = "";
        public string? Unit { get; init; }
        public string? PostTitle { get; init; }
        public string? Sex { get; init; }
        public DateOnly? BirthOn { get; init; }
        public string? Nation { get; init; }
        public string? NativePlace { get; init; }
        public string? BirthPlace { get; init; }
        public DateOnly? PartyJoinedOn { get; init; }
        public DateOnly? WorkBeganOn { get; init; }
        public string? Politics { get; init; }
        public string? Health { get; init; }
        public string? TechnicalTitle { get; init; }
        public string? Specialty { get; init; }
        public string? Level { get; init; }
        public DateOnly? PostBeganOn { get; init; }
        public DateOnly? LevelBeganOn { get; init; }
        public string? Rank { get; init; }
        public DateOnly? RankBeganOn { get; init; }
        public string? FullTimeSchool { get; init; }
        public string? InServiceSchool { get; init; }
        public string? Resume { get; init; }
        public string? Rewards { get; init; }
        public string? IdentityMask { get; init; }
        public string? Phone { get; init; }

        public string? ValueOf(string column) => column switch
        {
            "native_place" => NativePlace, "birth_place" => BirthPlace, "health" => Health, "technical_title" => TechnicalTitle, "specialty" => Specialty, "full_time_school" => FullTimeSchool, "in_service_school" => InServiceSchool, _ => null,
        };
    }

    public sealed record Line(DateOnly? On, string Words, string? More);
    public sealed record Grade(int Year, string Kind, string Value, string? Remark);
    public sealed record Told(Guid Id, Guid SheetId, int Year, string UnitName, string? Grade, string? Comment, DateOnly? FedBackOn, DateOnly? SeenOn, DateOnly? AppealedOn, string? Appeal, string? Review, DateOnly? ReviewedOn, string State, string Path);
    /// <summary>A sheet that is not decided yet: the own report of the year goes there.</summary>
    public sealed record Due(Guid Id, Guid SheetId, int Year, string UnitName, string? Report, DateOnly? ReportedOn, string Path);
    public sealed record Term(Guid Id, string Post, DateOnly TermBeganOn, DateOnly TermEndedOn, string Grade, string Conclusion, string DecidedBy);
    public sealed record Duty(Guid Id, string Title, int Year, DateOnly DueOn, string State, DateOnly? SubmittedOn, string? Comments, int? Valid, int? Good, int? Fair, int? Plain, int? Poor, int Open);
    public sealed record Work(string Name, string Kind, string Duty, string Target, DateOnly DueOn, int Progress, string? Present, DateOnly? ReportedOn);

    public Person? Me { get; private set; }
    public override IOwnRecord? Own => Me;
    public IReadOnlyList<Line> Posts { get; private set; } = [];
    public IReadOnlyList<Line> Learning { get; private set; } = [];
    public IReadOnlyList<Line> Family { get; private set; } = [];
    public IReadOnlyList<Line> Routine { get; private set; } = [];
    public IReadOnlyList<Grade> Grades { get; private set; } = [];
    public IReadOnlyList<Told> Sheets { get; private set; } = [];
    public IReadOnlyList<Due> Dues { get; private set; } = [];
    public IReadOnlyList<Term> Terms { get; private set; } = [];
    public IReadOnlyList<Duty> Duties { get; private set; } = [];
    public IReadOnlyList<Work> Works { get; private set; } = [];
    public int AppealDays { get; private set; }

    /// <summary>Days are left in which a review may be asked for.</summary>
    public bool MayAppeal(Told sheet) => MayAsk && sheet is { State: "3", AppealedOn: null, FedBackOn: { } told } && Clock.Today <= told.AddDays(AppealDays);

    /// <summary>The grade was read: it stands on the unit's sheet with the day.</summary>
    public async Task<IActionResult> OnPostSeenAsync(Guid line, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me || Sheets.FirstOrDefault(one => one.Id == line) is not { SeenOn: null } sheet) return NotFound();
        await Db.ExecuteAsync("update assessment_line set seen_on = @today, version = version + 1, changed_at = now(), changed_by = @by where id = @line", new { line, today = Clock.Today, by = Db.Actor.Id }, stop);
        await Db.RecordAsync(new(DeedKind.Update, "assessment", sheet.SheetId, sheet.Path, $"{sheet.UnitName} {sheet.Year} 年度考核", [new($"{me.Name}本人已阅", null, Dates.Format(Clock.Today))]), stop);
        return Done("已签收");
    }

    /// <summary>The person asks for a review of the grade, within the days the law gives.</summary>
    public async Task<IActionResult> OnPostAppealAsync(Guid line, string? reason, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me || Sheets.FirstOrDefault(one => one.Id == line) is not { } sheet) return NotFound();
        var said = reason?.Trim() ?? "";
        if (sheet.State != "3" || sheet.FedBackOn is null) Fault = "考核结果已经归档，不再受理复核";
        else if (sheet.AppealedOn is not null) Fault = "已经申请过复核";
        else if (said.Length is < 4 or > 300) Fault = "复核理由：请写明对哪一点有异议，300 字以内";
        else if (await checks.CheckAsync(AssessmentRules.AppealInTime, new() { FedBackOn = sheet.FedBackOn, AppealedOn = Clock.Today }, sheet.Path, stop: stop) is { IsBroken: true } late) Fault = $"{late.Rule!.Title}（{late.Rule.Basis}）：{late.Words}";
        else if (await checks.CheckAsync(AssessmentRules.AppealGrade, new() { Grade = sheet.Grade }, sheet.Path, stop: stop) is { IsBroken: true } good) Fault = $"{good.Rule!.Title}（{good.Rule.Basis}）：{good.Words}";
        if (Fault is not null) return Refuse();
        // The sheet is held against who archives it at this moment.
        if (await Db.ExecuteAsync("""
            with held as (select id from assessment_sheet where id = @SheetId and state = '3' and removed_at is null for update)
            update assessment_line l set appealed_on = @today, appeal = @said, seen_on = coalesce(l.seen_on, @today), version = l.version + 1, changed_at = now(), changed_by = @by
            from held where l.id = @line and l.assessment_sheet_id = held.id and l.appealed_on is null
            """, new { line, sheet.SheetId, today = Clock.Today, said, by = Db.Actor.Id }, stop) == 0)
        {
            Fault = "考核结果刚刚归档或已申请过复核，请刷新后再看";
            return Refuse();
        }
        await Db.RecordAsync(new(DeedKind.Update, "assessment", sheet.SheetId, sheet.Path, $"{sheet.UnitName} {sheet.Year} 年度考核", [new($"{me.Name}申请复核", null, Dates.Format(Clock.Today))], said), stop);
        return Done("已申请复核，结论在这里看");
    }

    /// <summary>The own report, handed in by its day or late; it can be handed in anew until it has been appraised.</summary>
    public async Task<IActionResult> OnPostReportAsync(Guid duty, string? words, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me || Duties.FirstOrDefault(one => one.Id == duty) is not { } one) return NotFound();
        var said = words?.Trim() ?? "";
        if (one.State is not ("1" or "2")) Fault = "已经评议，述职报告不再改";
        else if (said.Length is < 20 or > 8000) Fault = "述职报告：请写 20 至 8000 字";
        if (Fault is not null) return Refuse();
        var path = await Db.FirstAsync<string>("update duty_report set report = @said, submitted_on = @today, state = '2', version = version + 1, changed_at = now(), changed_by = @by where id = @duty and state in ('1', '2') returning locality_path", new { duty, said, today = Clock.Today, by = Db.Actor.Id }, stop);
        await Db.RecordAsync(new(DeedKind.Update, "duty-reports", duty, path!, $"{me.Name}：{one.Title}", [new("述职报告", null, $"本人交，{said.Length} 字")]), stop);
        return Done("述职报告已交");
    }

    /// <summary>The report of the year, on the unit's sheet for as long as nothing is decided.</summary>
    public async Task<IActionResult> OnPostYearAsync(Guid line, string? words, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me || Dues.FirstOrDefault(one => one.Id == line) is not { } one) return NotFound();
        var said = words?.Trim() ?? "";
        if (said.Length is < 20 or > 8000)
        {
            Fault = "个人总结：请写 20 至 8000 字";
            return Refuse();
        }
        // The sheet is held against who decides at this moment.
        if (await Db.ExecuteAsync("""
            with held as (select id from assessment_sheet where id = @SheetId and state = '1' and removed_at is null for update)
            update assessment_line l set report = @said, reported_on = @today, version = l.version + 1, changed_at = now(), changed_by = @by from held where l.id = @line and l.assessment_sheet_id = held.id
            """, new { line, one.SheetId, said, today = Clock.Today, by = Db.Actor.Id }, stop) == 0)
        {
            Fault = "等次刚刚决定，个人总结不再改";
            return Refuse();
        }
        await Db.RecordAsync(new(DeedKind.Update, "assessment", one.SheetId, one.Path, $"{one.UnitName} {one.Year} 年度考核", [new($"{me.Name}个人总结", null, $"本人交，{said.Length} 字")]), stop);
        return Done("个人总结已交");
    }

    static readonly string Relations = string.Join(' ', StandardCodes.Kinship.Codes.Select(code => $"when '{code.Value}' then '{code.Name}'"));

    protected override async Task LoadAsync(CancellationToken stop)
    {
        Me = await Db.FirstAsync<Person>("""
            select c.id, c.name, c.locality_path, u.name as unit, c.post_title, c.sex, c.birth_on, c.nation, c.native_place, c.birth_place, c.party_joined_on, c.work_began_on, c.politics, c.health, c.technical_title, c.specialty, c.level, c.post_began_on, c.level_began_on, c.rank, c.rank_began_on,
                   coalesce(c.full_time_school, '') as full_time_school, coalesce(c.in_service_school, '') as in_service_school, c.resume, c.rewards, c.identity_mask, c.phone
            from cadre c left join org.unit u on u.id = c.unit_id where c.person_id = (select org.own_person()) and c.removed_at is null limit 1
            """, null, stop);
        if (Me is null) return;
        AppealDays = (await checks.SettingsAsync(stop)).For(AssessmentRules.AppealInTime, Me.LocalityPath, Clock.Today).Int("days");
        await Db.QueryManyAsync($$"""
            select began_on as "on", unit_name || post_name as words, case when ended_on is null then '至今' else '至 ' || to_char(ended_on, 'YYYY.MM') end as more from cadre_post where cadre_id = @Id and removed_at is null order by began_on desc;
            select graduated_on as "on", school || coalesce(major, '') as words, case kind when '1' then '全日制' else '在职' end as more from cadre_education where cadre_id = @Id and removed_at is null order by graduated_on desc nulls last;
            select birth_on as "on", name as words, concat_ws('　', coalesce(relation_text, case relation {{Relations}} end), workplace, situation) as more from cadre_family where cadre_id = @Id and removed_at is null order by rank_order, id;
            select assessed_on as "on", year || ' 年第 ' || cycle || ' 期' as words, grade as more from cadre_routine where cadre_id = @Id and removed_at is null order by year desc, cycle desc limit 8;
            select a.year, a.kind, a.grade as value, a.remark from cadre_assessment a where a.cadre_id = @Id and a.removed_at is null
              and not exists (select from assessment_line l join assessment_sheet s on s.id = l.assessment_sheet_id where l.cadre_id = @Id and a.kind = '20' and s.year = a.year and s.state in ('1', '2') and s.removed_at is null and l.removed_at is null) order by a.year desc, a.kind limit 12;
            select l.id, s.id as sheet_id, s.year, s.unit_name, l.grade, l.comment, s.fed_back_on, l.seen_on, l.appealed_on, l.appeal, l.review, l.reviewed_on, s.state, s.locality_path as path from assessment_line l join assessment_sheet s on s.id = l.assessment_sheet_id where l.cadre_id = @Id and s.state in ('3', '4') and s.removed_at is null and l.removed_at is null order by s.year desc limit 5;
            select id, post, term_began_on, term_ended_on, grade, conclusion, decided_by from term_assessment where cadre_id = @Id and state = '3' and removed_at is null order by term_ended_on desc;
            select d.id, d.title, d.year, d.due_on, d.state, d.submitted_on, d.comments, d.valid, d.good, d.fair, d.plain, d.poor, (select count(*)::int from duty_item i where i.duty_report_id = d.id and i.done_on is null and i.removed_at is null) as open from duty_report d where d.cadre_id = @Id and d.removed_at is null order by d.due_on desc limit 6;
            select w.name, w.kind, p.duty, w.target, w.due_on, w.progress, w.present, w.reported_on from key_person p join key_work w on w.id = p.key_work_id where p.cadre_id = @Id and p.until_on is null and p.removed_at is null and w.removed_at is null order by w.due_on, w.id;
            select l.id, s.id as sheet_id, s.year, s.unit_name, l.report, l.reported_on, s.locality_path as path from assessment_line l join assessment_sheet s on s.id = l.assessment_sheet_id where l.cadre_id = @Id and s.state = '1' and s.removed_at is null and l.removed_at is null order by s.year desc;
            {{Corrections.Requests}}
            """, new { Me.Id }, async grid =>
        {
            (Posts, Learning, Family, Routine) = ([.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()]);
            (Grades, Sheets, Terms) = ([.. await grid.ReadAsync<Grade>()], [.. await grid.ReadAsync<Told>()], [.. await grid.ReadAsync<Term>()]);
            (Duties, Works, Dues, Requests) = ([.. await grid.ReadAsync<Duty>()], [.. await grid.ReadAsync<Work>()], [.. await grid.ReadAsync<Due>()], [.. await grid.ReadAsync<OwnRequest>()]);
            return 0;
        }, stop);
    }
}
