namespace OrgWork.Grassroots;

/// <summary>A point of an agenda: something studied, decided or told.</summary>
/// <param name="Kind">1 学习, 2 决策, 3 通报</param>
/// <param name="Execution">1 未办, 2 在办, 3 办结, 9 不需办理</param>
public sealed record AgendaItem(Guid Id, int RankOrder, string Kind, string Title, string? Document, string? Lead, string? Measures, bool IsMajor, string? Materials, string? Spoke, int? Voters, int? VotesFor, int? VotesAgainst, int? VotesAbstained, string? Decision, string? Dissent, string Execution, string? ExecutionOwner, DateOnly? DueOn, DateOnly? DoneOn, int Version, string? Matter)
{
    public static readonly CodeSet Kinds = new("agenda_kind", "议题类别", "本平台", [new("1", "学习"), new("2", "决策"), new("3", "通报")]);
    public static readonly CodeSet Matters = new("agenda_matter", "决策事项", "“三重一大”决策制度（各地可另定）", [new("1", "重大决策"), new("2", "重要人事"), new("3", "重大项目"), new("4", "大额资金"), new("9", "其他事项")]);
    public static readonly CodeSet Executions = new("execution", "执行情况", "本平台", [new("1", "未办"), new("2", "在办"), new("3", "办结"), new("9", "不需办理")]);

    public static Task<IReadOnlyList<AgendaItem>> OfAsync(Db db, Guid meeting, CancellationToken stop) => db.QueryAsync<AgendaItem>("""
        select id, rank_order, kind, title, document, lead, measures, is_major, materials, spoke, voters, votes_for, votes_against, votes_abstained, decision, dissent, execution, execution_owner, due_on, done_on, version, matter
        from meeting_item where meeting_id = @meeting and removed_at is null order by rank_order, id
        """, new { meeting }, stop);
}
