module credwire.test/oracle

go 1.19
