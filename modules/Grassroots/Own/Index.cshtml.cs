using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Own;

/// <summary>我的党员档案: of whoever is signed in, and of nobody else. No id stands in the address or in a form: whose file it is says the sealed actor.</summary>
[Needs(Corrections.Own, Write = Corrections.Ask)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Person
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string LocalityPath { get; init; } = "";
        public Guid OrganisationId { get; init; }
        public string Organisation { get; init; } = "";
        public string? Secretary { get; init; }
        public string? Sex { get; init; }
        public DateOnly? BirthOn { get; init; }
        public string? Nation { get; init; }
        public string? NativePlace { get; init; }
        public string? Education { get; init; }
        public string Kind { get; init; } = "";
        public DateOnly JoinedOn { get; init; }
        public DateOnly? BecameFullOn { get; init; }
        public DateOnly? AppliedOn { get; init; }
        public string? Introducers { get; init; }
        public string? MembershipState { get; init; }
        public string? PartyGroup { get; init; }
        public string? Occupation { get; init; }
        public string? Workplace { get; init; }
        public DateOnly? WorkBeganOn { get; init; }
        public string? IdentityMask { get; init; }
        public string? Phone { get; init; }
        public string? Address { get; init; }
        public DateOnly? DuesPaidToOn { get; init; }

        public string? ValueOf(string column) => column switch
        {
            "native_place" => NativePlace, "education" => Education, "applied_on" => Day(AppliedOn), "introducers" => Introducers, "occupation" => Occupation, "workplace" => Workplace, "work_began_on" => WorkBeganOn is { } month ? Month.Of(month).ToString() : null, _ => null,
        };
        static string? Day(DateOnly? day) => day is { } one ? Dates.Format(one) : null;
    }

    public sealed record Line(DateOnly On, string Words, string? More);
    public sealed record DuesEntry(DateOnly MonthOn, decimal Due, decimal Paid, DateOnly PaidOn, string? ReceiptNo);
    public sealed record Presence(Guid Id, DateOnly On, string Kind, string Topic, string Standing, DateOnly? MadeUpOn);
    public sealed record Asking(Guid Id, string Label, string? Stands, string Wanted, string Grounds, DateOnly AskedOn, string State, DateOnly? DecidedOn, string? DecidedName, string? Reason);

    public Here Here { get; } = here;
    public Person? Me { get; private set; }
    public IReadOnlyList<Line> Posts { get; private set; } = [];
    public IReadOnlyList<Line> Honours { get; private set; } = [];
    public IReadOnlyList<Line> Moves { get; private set; } = [];
    public IReadOnlyList<Line> Reviews { get; private set; } = [];
    public IReadOnlyList<Line> Studies { get; private set; } = [];
    public int StudyHours { get; private set; }
    public IReadOnlyList<DuesEntry> Dues { get; private set; } = [];
    public IReadOnlyList<Presence> Meetings { get; private set; } = [];
    public IReadOnlyList<Asking> Requests { get; private set; } = [];
    public static int Year => Clock.Today.Year;
    public bool MayAsk => Here.MayWrite(Corrections.Ask);
    public Field? Asked { get; private set; }
    public bool IsOther { get; private set; }
    public string Wanted { get; private set; } = "";
    public string Grounds { get; private set; } = "";
    public string? Fault { get; private set; }

    public async Task OnGetAsync(string? item, CancellationToken stop)
    {
        (Asked, IsOther) = (Corrections.FieldOf(item), item == Corrections.Other);
        await LoadAsync(stop);
        Wanted = Asked is { } field ? Me?.ValueOf(field.Column) ?? "" : "";
    }

    public async Task<IActionResult> OnPostAsync(string? item, string? grounds, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Me is not { } me) return NotFound();
        (Asked, IsOther, Grounds) = (Corrections.FieldOf(item), item == Corrections.Other, grounds?.Trim() ?? "");
        if (Asked is null && !IsOther) return BadRequest();
        var (label, stands, value) = (Asked?.Label ?? "其他", Asked is null ? null : Shown(Asked, me.ValueOf(Asked.Column)), (string?)null);
        if (Asked is { } field)
        {
            var form = RegisterForm.Read(PartyMembers.Register, Request.Form, Clock.Today, field);
            Wanted = form.Typed(field);
            Fault = form.Errors.GetValueOrDefault(field.Column) ?? (Wanted == "" ? $"请填“{label}”应为什么" : Wanted == (me.ValueOf(field.Column) ?? "") ? "和现在登记的一样，不用更正" : null);
            if (Fault is null) value = form.Values.GetValueOrDefault(field.Column) switch { DateOnly day => AsOf.Format(day), Month month => AsOf.Format(month.First), var other => other?.ToString() };
        }
        else
        {
            Wanted = Request.Form["wanted"].ToString().Trim();
            if (Wanted == "") Fault = "请写哪一项、应为什么";
        }
        if (Fault is null && Wanted.Length > 300) Fault = "应为的内容请压到 300 字以内";
        if (Fault is null && Grounds.Length is 0 or > 500) Fault = "请写依据，500 字以内：哪份材料写的是什么";
        if (Fault is null)
        {
            var id = Guid.CreateVersion7();
            if (await db.ExecuteAsync("""
                insert into correction (id, locality_path, rank_order, member_id, organisation_id, item, label, stands, wanted, value, grounds, asked_on, asked_by, created_by, changed_by)
                values (@id, @path, -(@today::date - date '2000-01-01'), @member, @organisation, @item, @label, @stands, @wanted, @value, @Grounds, @today, @by, @by, @by) on conflict (member_id, item) where state = '1' and removed_at is null do nothing
                """, new { id, path = me.LocalityPath, today = Clock.Today, member = me.Id, organisation = me.OrganisationId, item, label, stands, wanted = Asked is { } one ? Shown(one, Wanted) : Wanted, value, Grounds, by = db.Actor.Id }, stop) == 0) Fault = $"“{label}”已有一件申请在办，等答复以后再提";
            else
            {
                await db.RecordAsync(new(DeedKind.Create, "corrections", id, me.LocalityPath, $"{me.Name}：{label}", [new(label, stands, Asked is { } it ? Shown(it, Wanted) : Wanted)], Grounds), stop);
                TempData["Done"] = "已提交，办理结果和理由在这里看";
                return Redirect(Here.Url("grassroots/own"));
            }
        }
        Response.StatusCode = 422;
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid request, CancellationToken stop)
    {
        if (await db.FirstAsync<(Guid Id, string Path, string Label)?>("update correction c set state = '4', version = c.version + 1 from member m where c.id = @request and c.state = '1' and c.removed_at is null and m.id = c.member_id and m.person_id = org.own_person() returning c.id, c.locality_path, c.label", new { request }, stop) is not { } one) return NotFound();
        await db.RecordAsync(new(DeedKind.Update, "corrections", one.Id, one.Path, one.Label, [new("状态", "待办", "本人撤回")]), stop);
        TempData["Done"] = "已撤回";
        return Redirect(Here.Url("grassroots/own"));
    }

    public static string Shown(Field field, string? value) => field.Codes is { } codes && value is not null ? codes.NameOf(value) : value ?? "";

    async Task LoadAsync(CancellationToken stop)
    {
        Me = await db.FirstAsync<Person>("""
            select m.id, m.name, m.locality_path, m.organisation_id, o.name as organisation, o.secretary, m.sex, m.birth_on, m.nation, m.native_place, m.education, m.kind, m.joined_on, m.became_full_on, m.applied_on, m.introducers, m.membership_state, m.party_group, m.occupation, m.workplace, m.work_began_on,
                   m.identity_mask, m.phone, m.address, m.dues_paid_to_on
            from member m join organisation o on o.id = m.organisation_id where m.person_id = (select org.own_person()) and m.left_on is null and m.removed_at is null limit 1
            """, null, stop);
        if (Me is null) return;
        await db.QueryManyAsync("""
            select began_on as "on", post as words, organisation_name || coalesce('，至 ' || to_char(ended_on, 'YYYY.MM.DD'), '') as more from member_post where member_id = @Id and removed_at is null order by began_on desc;
            select awarded_on as "on", title as words, authority as more from member_honour where member_id = @Id and removed_at is null order by awarded_on desc;
            select moved_on as "on", coalesce(from_organisation, '') || ' → ' || coalesce(to_organisation, '') as words, letter_no as more from member_move where member_id = @Id and removed_at is null order by moved_on desc;
            select make_date(year, 12, 31) as "on", coalesce(grade, '') as words, follow_up as more from member_review where member_id = @Id and removed_at is null order by year desc;
            select studied_on as "on", title as words, hours || ' 学时' as more from study where member_id = @Id and removed_at is null and studied_on >= @from order by studied_on desc;
            select month_on, due, paid, paid_on, receipt_no from dues_month where member_id = @Id and removed_at is null and month_on >= @from order by month_on;
            select t.id, a.held_on as "on", t.kind, t.topic, a.standing, a.made_up_on from attendance a join meeting t on t.id = a.meeting_id where a.member_id = @Id and a.held_on >= @from and t.state = '3' and t.removed_at is null order by a.held_on desc, t.id;
            select id, label, stands, wanted, grounds, asked_on, state, decided_on, decided_name, reason from correction where member_id = @Id and removed_at is null order by asked_on desc, id desc;
            select coalesce(sum(hours), 0)::int from study where member_id = @Id and removed_at is null and studied_on >= @from
            """, new { Me.Id, from = new DateOnly(Clock.Today.Year, 1, 1) }, async grid =>
        {
            (Posts, Honours, Moves, Reviews, Studies) = ([.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()]);
            (Dues, Meetings, Requests) = ([.. await grid.ReadAsync<DuesEntry>()], [.. await grid.ReadAsync<Presence>()], [.. await grid.ReadAsync<Asking>()]);
            StudyHours = await grid.ReadSingleAsync<int>();
            return 0;
        }, stop);
    }
}
