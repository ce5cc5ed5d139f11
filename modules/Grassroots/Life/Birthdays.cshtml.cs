using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Life;

/// <summary>政治生日: whose day of joining comes round in a month, with the round years; reckoned from 入党时间. Held is who was present at one of that year.</summary>
[Needs(PartyMeetings.Read)]
public sealed class BirthdaysModel(Db db, Here here) : PageModel
{
    public sealed record Row(Guid Id, string Name, Guid OrganisationId, string Organisation, DateOnly JoinedOn, int Years, bool IsHeld)
    {
        public bool IsRound => Years > 0 && Years % 10 == 0;
    }

    const int Most = 300;

    public Here Here { get; } = here;
    public int Month { get; private set; }
    public int Year { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool IsCut => Rows.Count == Most;
    public bool MayWrite => Here.MayWrite(PartyMeetings.Edit);

    public async Task OnGetAsync(int? month, CancellationToken stop)
    {
        (Month, Year) = (month is >= 1 and <= 12 ? month.Value : Clock.Today.Month, Clock.Today.Year);
        Rows = await db.QueryAsync<Row>($"""
            select m.id, m.name, m.organisation_id, o.name as organisation, m.joined_on, @Year - extract(year from m.joined_on)::int as years,
                   exists (select from attendance a join meeting t on t.id = a.meeting_id where a.member_id = m.id and a.standing = '1' and a.held_on between @from and @to and t.kind = '41' and t.removed_at is null and t.ceremony = '4') as is_held
            from member m join organisation o on o.id = m.organisation_id
            where m.removed_at is null and m.left_on is null and m.membership_state = '1' and extract(month from m.joined_on) = @Month and extract(year from m.joined_on) < @Year
            order by extract(day from m.joined_on), m.joined_on, m.id limit {Most}
            """, new { Month, Year, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, stop);
    }
}
