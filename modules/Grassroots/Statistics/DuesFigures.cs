namespace OrgWork.Grassroots;

/// <summary>How far dues are paid.</summary>
static class DuesFigures
{
    const string Group = "党费", Source = "关于中国共产党党费收缴、使用和管理的规定";

    static readonly Counted Payers = new()
    {
        Id = "dues-payers", Title = "应交党费的党员", ReadPermission = DuesBook.Read, RecordPath = "grassroots/dues/statement",
        Columns = [Field.Text("organisation", "党支部").Wide(), Field.Code("dues_class", "交纳类别", DuesStandard.Classes), Field.Number("dues_base", "计算基数"), Field.Month("dues_paid_to_on", "党费交至")],
        Sql = """
            select m.id, m.locality_path, m.name as title, o.name as organisation, m.dues_class, m.dues_base, m.dues_paid_to_on, m.dues_relief is not null and coalesce(m.dues_relief_until >= {day}, true) as is_relieved
            from {grassroots.member} m left join {grassroots.organisation} o on o.id = m.organisation_id where m.left_on is null and m.membership_state = '1'
            """,
    };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "dues-last-month", Title = "上月党费收缴率", Group = Group, Of = Payers, Where = "dues_paid_to_on >= (date_trunc('month', {day}::timestamp) - interval '1 month')::date", OutOf = "true", Wanting = "coalesce(dues_paid_to_on < (date_trunc('month', {day}::timestamp) - interval '1 month')::date, true)", WantingWords = "没有交到上月的", Period = "月", Formula = "党费交到上月以后的党员 ÷ 应交党费的党员", Source = Source, Better = Better.Higher, Target = 100, Yellow = 98, Red = 80 },
        new() { Id = "dues-without-base", Title = "没有登记交纳类别的党员", Group = Group, Of = Payers, Where = "dues_class is null", Formula = "没有核定党费交纳类别的党员，按工作岗位推定", Source = Source, Better = Better.Lower, Yellow = 0 },
        new() { Id = "dues-relieved", Title = "党费减免的党员", Group = Group, Of = Payers, Where = "is_relieved", Formula = "批准减免党费、没有到期的党员", Source = Source },
    ];
}
