# Fails if FILE is not what PROGRAM KIND prints.
execute_process(COMMAND ${PROGRAM} ${KIND} OUTPUT_VARIABLE made COMMAND_ERROR_IS_FATAL ANY)
file(READ ${FILE} there)
if(NOT made STREQUAL there)
  message(FATAL_ERROR "${FILE} is out of date; write it anew: virnet-fuzz-words ${KIND} > ${FILE}")
endif()
