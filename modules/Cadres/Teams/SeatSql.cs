namespace OrgWork.Cadres;

/// <summary>
/// Who sits on a seat, and since when nobody does; <c>s</c> is the seat. Whoever takes office in another place takes file and career along, out of sight of the place
/// that was left. What was so here stays with this place in the histories, and is asked there of lines that are no longer found.
/// </summary>
static class SeatSql
{
    /// <summary>A line that is still kept within the scope says everything itself, corrections included.</summary>
    const string Gone = "not exists (select from cadre_post x where x.id = h.id)";

    static string On(string line, string day) => $"{line}.seat_id = s.id and {line}.removed_at is null and {line}.began_on <= {day} and ({line}.ended_on is null or {line}.ended_on > {day})";

    /// <summary>The line <c>p</c> and the cadre <c>c</c>: on a past day with what was so of them then.</summary>
    public static string Holder(string day, bool isPast) => !isPast
        ? $"left join cadre_post p on {On("p", day)} left join cadre c on c.id = p.cadre_id and c.removed_at is null"
        : $"""
            left join lateral (
              select x.cadre_id, x.began_on, x.duties from (
                select n.cadre_id, n.began_on, n.duties, 1 as found from cadre_post n where {On("n", day)}
                union all select h.cadre_id, h.began_on, h.duties, 2 from cadre_post_history h where {On("h", day)} and h.valid_from <= {day} and h.valid_to > {day} and {Gone}) x
              order by x.found, x.began_on desc limit 1) p on true
            left join lateral (
              select x.* from (
                select {Facts("h")}, 1 as found from cadre_history h where h.id = p.cadre_id and h.removed_at is null and h.valid_from <= {day} and h.valid_to > {day}
                union all select {Facts("n")}, 2 from cadre n where n.id = p.cadre_id and n.removed_at is null) x
              order by x.found limit 1) c on true
            """;

    static readonly string[] Columns = ["id", "name", "sex", "birth_on", "full_time_education", "in_service_education", "politics", "nation", "source", "grassroots_years", "specialty"];
    static string Facts(string row) => string.Join(", ", Columns.Select(column => $"{row}.{column}"));

    /// <summary>Since the last holder left; since the seat was opened where there was none.</summary>
    public static string VacantSince(string day) => $"""
        coalesce(greatest(
          (select max(e.ended_on) from cadre_post e where e.seat_id = s.id and e.removed_at is null and e.ended_on <= {day}),
          (select max(g.left_on) from (select distinct on (h.id) coalesce(h.ended_on, h.valid_to) as left_on, h.removed_at from cadre_post_history h where h.seat_id = s.id and {Gone} order by h.id, h.valid_from desc) g where g.removed_at is null and g.left_on <= {day})), s.opened_on)
        """;
}
