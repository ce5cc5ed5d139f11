namespace OrgWork.Grassroots;

/// <summary>学习计划: topics of a year with what is to be read, set by a county for all below; each branch confirms a topic by the meeting or class in which it was studied.</summary>
public static class StudyTopics
{
    public static readonly CodeSet Audiences = new("topic_audience", "对象", "本平台", [new("1", "党支部全体党员"), new("2", "党委（党组）中心组"), new("3", "党组织书记、班子")]);

    public static readonly Register Register = new()
    {
        Id = "study-topics", Title = "学习计划", Noun = "专题", Counter = "个", Table = "study_topic", ReadPermission = Education.Read, WritePermission = Education.Plan,
        Fields =
        [
            Field.Text("title", "专题", 100).Required().Wide(), Field.Number("year", "年度", 2000, 2200).Required().Listed().FirstFilter(), Field.Text("programme", "所属安排", 60).Listed().Filter().Hinted("如 “两学一做”学习教育；同一安排写同一名称，可以整份照用到下一年"), Field.LongText("readings", "必读书目、材料", 1000).Required(), Field.Code("education", "教育类别", Education.Categories).Required().Listed().FirstFilter(),
            Field.Code("audience", "对象", Audiences).Required().Listed().DefaultsTo("1"), Field.Date("began_on", "开始日期").Required().Listed(), Field.Date("due_on", "完成期限").Required().Listed().Filter().Sortable(), Field.Text("document_no", "文号", 60),
        ],
        Conditions = [new("“两学一做”", "programme=“两学一做”学习教育")],
        Actions = [new("落实情况", "grassroots/training/topics", Education.Read, IsForOne: true)],
        Deeds =
        [
            new("repeat", "照用到下一年", Education.Plan)
            {
                Consequence = "同一安排的各专题照样开到下一年，起止日期顺延一年；已有的不重复",
                Done = async (db, deed, stop) => await db.ExecuteAsync("""
                    insert into study_topic (locality_path, rank_order, title, year, programme, readings, education, audience, began_on, due_on, document_no, created_by, changed_by)
                    select t.locality_path, t.rank_order, t.title, t.year + 1, t.programme, t.readings, t.education, t.audience, (t.began_on + interval '1 year')::date, (t.due_on + interval '1 year')::date, null, org.actor(), org.actor()
                    from study_topic t where t.id = @Id and not exists (select from study_topic n where n.locality_path = t.locality_path and n.year = t.year + 1 and n.title = t.title and n.removed_at is null)
                    """, new { deed.Id }, stop) == 0 ? "下一年已有这个专题" : null,
            },
        ],
    };
}
