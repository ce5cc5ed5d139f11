using OrgWork.Ui.Registers;

namespace OrgWork.Grassroots.Own;

/// <summary>我的党员档案, with dues, meetings and study, and what the person asks for.</summary>
[Needs(MemberCorrections.Own, Write = MemberCorrections.Ask)]
public sealed class IndexModel(Db db, Here here) : OwnPageModel(MemberCorrections.Corrections, db, here)
{
    public sealed record Person : IOwnRecord
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
    public sealed record CareLine(DateOnly On, string Category, string? Kind, string? Leader, int? Amount, string? Goods, string? Occasion);
    public sealed record DuesEntry(DateOnly MonthOn, decimal Due, decimal Paid, DateOnly PaidOn, string? ReceiptNo);
    public sealed record Presence(Guid Id, DateOnly On, string Kind, string Topic, string Standing, DateOnly? MadeUpOn);

    public Person? Me { get; private set; }
    public override IOwnRecord? Own => Me;
    public IReadOnlyList<Line> Posts { get; private set; } = [];
    public IReadOnlyList<Line> Honours { get; private set; } = [];
    public IReadOnlyList<Line> Moves { get; private set; } = [];
    public IReadOnlyList<Line> Reviews { get; private set; } = [];
    public IReadOnlyList<Line> Studies { get; private set; } = [];
    public IReadOnlyList<Line> Educations { get; private set; } = [];
    /// <summary>What the Party did for the person, with the category the ledger names.</summary>
    public IReadOnlyList<CareLine> Care { get; private set; } = [];
    public int StudyHours { get; private set; }
    public IReadOnlyList<DuesEntry> Dues { get; private set; } = [];
    public IReadOnlyList<Presence> Meetings { get; private set; } = [];
    public static int Year => Clock.Today.Year;

    protected override async Task LoadAsync(CancellationToken stop)
    {
        Me = await Db.FirstAsync<Person>("""
            select m.id, m.name, m.locality_path, m.organisation_id, o.name as organisation, o.secretary, m.sex, m.birth_on, m.nation, m.native_place, m.education, m.kind, m.joined_on, m.became_full_on, m.applied_on, m.introducers, m.membership_state, m.party_group, m.occupation, m.workplace, m.work_began_on,
                   m.identity_mask, m.phone, m.address, m.dues_paid_to_on
            from member m join organisation o on o.id = m.organisation_id where m.person_id = (select org.own_person()) and m.left_on is null and m.removed_at is null limit 1
            """, null, stop);
        if (Me is null) return;
        await Db.QueryManyAsync($$"""
            select began_on as "on", post as words, organisation_name || coalesce('，至 ' || to_char(ended_on, 'YYYY.MM.DD'), '') as more from member_post where member_id = @Id and removed_at is null order by began_on desc;
            select awarded_on as "on", title as words, authority as more from member_honour where member_id = @Id and removed_at is null order by awarded_on desc;
            select moved_on as "on", coalesce(from_organisation, '') || ' → ' || coalesce(to_organisation, '') as words, letter_no as more from member_move where member_id = @Id and removed_at is null order by moved_on desc;
            select make_date(year, 12, 31) as "on", coalesce(grade, '') as words, follow_up as more from member_review where member_id = @Id and removed_at is null order by year desc;
            select studied_on as "on", title as words, hours || ' 学时' as more from study where member_id = @Id and removed_at is null and studied_on >= @from order by studied_on desc;
            select month_on, due, paid, paid_on, receipt_no from dues_month where member_id = @Id and removed_at is null and month_on >= @from order by month_on;
            select t.id, a.held_on as "on", t.kind, t.topic, a.standing, a.made_up_on from attendance a join meeting t on t.id = a.meeting_id where a.member_id = @Id and a.held_on >= @from and t.state = '3' and t.removed_at is null order by a.held_on desc, t.id;
            {{Corrections.Requests}};
            select coalesce(graduated_on, entered_on, created_at::date) as "on", school || coalesce('，' || major, '') as words, education as more from member_education where member_id = @Id and removed_at is null order by 1 desc;
            select coalesce(given_on, listed_on) as "on", category, kind, leader, amount, goods, occasion from member_care where member_id = @Id order by 1 desc limit 60;
            select coalesce(sum(hours), 0)::int from study where member_id = @Id and removed_at is null and studied_on >= @from
            """, new { Me.Id, from = new DateOnly(Clock.Today.Year, 1, 1) }, async grid =>
        {
            (Posts, Honours, Moves, Reviews, Studies) = ([.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<Line>()]);
            (Dues, Meetings, Requests) = ([.. await grid.ReadAsync<DuesEntry>()], [.. await grid.ReadAsync<Presence>()], [.. await grid.ReadAsync<OwnRequest>()]);
            (Educations, Care) = ([.. await grid.ReadAsync<Line>()], [.. await grid.ReadAsync<CareLine>()]);
            StudyHours = await grid.ReadSingleAsync<int>();
            return 0;
        }, stop);
    }
}
